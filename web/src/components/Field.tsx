import { useId } from "react";
import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes } from "react";
import { Icon } from "./Icon";
import { useTypedNumber } from "./TypedNumber";

interface Frame {
  label: string;
  hint?: ReactNode;
  error?: string;
  aside?: ReactNode;
}

interface FrameProps extends Frame {
  children: (wiring: { id: string; "aria-invalid"?: true; "aria-describedby"?: string }) => ReactNode;
}

/** Label above, control, then the hint or the error that the server pointed at this field. */
export function Field({ label, hint, error, aside, children }: FrameProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="min-w-0">
      <div className="mb-1 flex flex-wrap items-baseline justify-between gap-x-2">
        <label htmlFor={id} className="font-semibold">{label}</label>
        {aside}
      </div>
      {children({
        id,
        ...(error ? { "aria-invalid": true as const } : {}),
        ...(described ? { "aria-describedby": described } : {}),
      })}
      {hint && <p id={`${id}-hint`} className="mt-1 text-small text-soft">{hint}</p>}
      {error && (
        <p id={`${id}-error`} className="mt-1 flex gap-1 text-bad" role="alert">
          <Icon name="bad" size={16} />{error}
        </p>
      )}
    </div>
  );
}

type InputProps = Frame & Omit<InputHTMLAttributes<HTMLInputElement>, "id">;

export function TextField({ label, hint, error, aside, ...input }: InputProps) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(wiring) => <input type="text" {...input} {...wiring} className={`control ${input.className ?? ""}`} />}
    </Field>
  );
}

/** A number: decimal key pad, digits aligned, read left to right in every language, and in one way. */
export function AmountField({ label, hint, error, aside, decimals, value, ...input }: Omit<InputProps, "value"> & {
  value: string;
  /** How many decimals it may have. */
  decimals: number;
}) {
  const typed = useTypedNumber(value, decimals);
  return (
    <Field label={label} hint={hint} error={typed.error ?? error} aside={aside}>
      {(wiring) => (
        <input type="text" inputMode="decimal" autoComplete="off" value={value} {...input} {...wiring} {...typed.wiring}
          className="control control-amount" />
      )}
    </Field>
  );
}

type SelectProps = Frame & Omit<SelectHTMLAttributes<HTMLSelectElement>, "id">;

export function SelectField({ label, hint, error, aside, children, ...select }: SelectProps) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(wiring) => <select {...select} {...wiring} className="control">{children}</select>}
    </Field>
  );
}
