import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Link } from "../lib/router";
import { Icon } from "./Icon";
import type { IconName } from "./Icon";

type Weight = "main" | "plain" | "quiet" | "danger";

const classes: Record<Weight, string> = {
  main: "button button-main",
  plain: "button",
  quiet: "button button-quiet",
  danger: "button button-danger",
};

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  weight?: Weight;
  icon?: IconName;
  busy?: boolean;
}

/** While busy it stays focusable and says so, and a second press does nothing. */
export function Button({ weight = "plain", icon, busy = false, children, onClick, ...rest }: Props) {
  return (
    <button
      type="button" {...rest} className={`${classes[weight]} ${rest.className ?? ""}`}
      aria-busy={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy ? <Turning /> : icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

interface LinkProps {
  href: string;
  weight?: Weight;
  icon?: IconName;
  children: ReactNode;
  className?: string;
  /** The `e` key follows this link. */
  edits?: boolean;
}

export function ButtonLink({ href, weight = "plain", icon, children, className = "", edits }: LinkProps) {
  return (
    <Link href={href} data-edit={edits} className={`${classes[weight]} ${className}`}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  );
}

function Turning() {
  return (
    <svg className="turning" width="20" height="20" viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <path d="M12 3a9 9 0 109 9" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
    </svg>
  );
}
