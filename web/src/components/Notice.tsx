import type { ReactNode } from "react";
import { AwaitsApproval, Problem } from "../lib/api/client";
import type { Failure } from "../lib/api/client";
import { isRequired } from "../lib/command";
import { useWords } from "../lib/language";
import { Button } from "./Button";
import { Icon } from "./Icon";
import type { IconName } from "./Icon";

export type Signal = "good" | "warn" | "bad" | "plain";

const looks: Record<Signal, { icon: IconName; className: string }> = {
  good: { icon: "sure", className: "border-good text-good" },
  warn: { icon: "warn", className: "border-warn text-warn" },
  bad: { icon: "bad", className: "border-bad text-bad" },
  plain: { icon: "clock", className: "border-edge text-soft" },
};

interface Props {
  signal: Signal;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  icon?: IconName;
}

/** Something to know. Bad news interrupts a screen reader, the rest waits its turn. */
export function Notice({ signal, title, children, action, icon }: Props) {
  const look = looks[signal];
  return (
    <div
      className={`appear flex gap-3 border-s-4 ps-3 py-2 ${look.className}`}
      role={signal === "bad" ? "alert" : "status"}
    >
      <span className="pt-0.5 desk:pt-0"><Icon name={icon ?? look.icon} /></span>
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{title}</p>
        {children && <div className="text-ink">{children}</div>}
        {action && <div className="mt-2">{action}</div>}
      </div>
    </div>
  );
}

interface ProblemProps {
  problem: Failure;
  retry?: () => void;
}

/** What happened, what to do now, and the code small at the end. */
export function ProblemNotice({ problem, retry }: ProblemProps) {
  const { t, named } = useWords();
  const again = retry && <Button onClick={retry}>{t("action.try_again")}</Button>;
  if (problem instanceof AwaitsApproval) {
    return (
      <Notice signal="plain" title={t("problem.awaits_approval")}>{t("problem.awaits_approval_hint")}</Notice>
    );
  }
  if (!(problem instanceof Problem)) {
    return (
      <Notice signal="warn" icon="offline" title={t("problem.unreachable")} action={again}>
        {t("problem.unreachable_hint")}
      </Notice>
    );
  }
  const title = named(`problem.${problem.code}`, problem.detail || problem.title);
  const others = problem.fields.filter((field) => field.detail !== "" && field.detail !== title);
  return (
    <Notice signal="bad" title={title || t("problem.unknown")} action={again}>
      {others.length > 0 && (
        <ul className="list-disc ps-4">
          {others.map((field) => (
            <li key={field.pointer + field.detail}>
              {`${named(`field.${field.pointer.split("/").pop() ?? ""}`, field.pointer)}: `}
              {field.detail === isRequired ? t("problem.required") : field.detail}
            </li>
          ))}
        </ul>
      )}
      <p className="mt-1 text-small text-soft ltr">
        <code>{problem.code}{problem.requestID ? ` · ${problem.requestID}` : ""}</code>
      </p>
    </Notice>
  );
}
