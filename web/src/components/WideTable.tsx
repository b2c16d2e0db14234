import { useEffect, useRef, useState } from "react";
import type { HTMLAttributes, ReactNode } from "react";

/**
 * A table that may be wider than its place: it is scrolled there, by keyboard too, and has a name.
 * Where more stands beyond an edge, that edge is shaded.
 */
export function WideTable({ label, className = "", children, ...rest }: {
  label: string; className?: string; children: ReactNode;
} & HTMLAttributes<HTMLDivElement>) {
  const place = useRef<HTMLDivElement>(null);
  const [beyond, setBeyond] = useState({ start: false, end: false });
  useEffect(() => {
    const box = place.current;
    if (!box) return undefined;
    const look = () => {
      const hidden = box.scrollWidth - box.clientWidth;
      // Read from the right, a browser counts below zero.
      const gone = Math.abs(box.scrollLeft);
      setBeyond({ start: hidden > 1 && gone > 1, end: hidden > 1 && gone < hidden - 1 });
    };
    look();
    const watch = new ResizeObserver(look);
    watch.observe(box);
    if (box.firstElementChild) watch.observe(box.firstElementChild);
    box.addEventListener("scroll", look, { passive: true });
    return () => {
      watch.disconnect();
      box.removeEventListener("scroll", look);
    };
  }, []);
  return (
    <div
      {...rest} ref={place} data-beyond={[beyond.start && "start", beyond.end && "end"].filter(Boolean).join(" ") || undefined}
      className={`table-scroll ${className}`} tabIndex={0} role="region" aria-label={label}
    >
      {children}
    </div>
  );
}
