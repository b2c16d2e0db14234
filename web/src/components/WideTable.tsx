import type { HTMLAttributes, ReactNode } from "react";

/** A table that may be wider than its place: it is scrolled there, by keyboard too, and has a name. */
export function WideTable({ label, className = "", children, ...rest }: {
  label: string; className?: string; children: ReactNode;
} & HTMLAttributes<HTMLDivElement>) {
  return (
    <div {...rest} className={`table-scroll ${className}`} tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  );
}
