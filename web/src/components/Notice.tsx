import type { ReactNode } from "react";
import { AwaitsApproval, Problem } from "../lib/api/client";
import type { Failure } from "../lib/api/client";
import { useWords } from "../lib/language";
import { titleOf, wordsOf } from "../lib/problem";
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
  const words = useWords();
  const { t, named } = words;
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
  // What a field says beside itself is not said a second time.
  const isShown = problem.fields.some((field) => field.detail === problem.detail && problem.shown.has(field));
  const title = isShown ? t("problem.invalid_request") : titleOf(problem, words);
  const others = problem.fields.filter((field) => !problem.shown.has(field) && field.detail !== "" && field.detail !== title);
  return (
    <Notice signal="bad" title={title || t("problem.unknown")} action={again}>
      {others.length > 0 && (
        <ul className="list-disc ps-4">
          {others.map((field) => (
            <li key={field.pointer + field.detail}>
              {field.pointer !== "" && `${fieldName(field.pointer, named)}: `}
              {wordsOf(problem, field, words)}
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

/** `/lines/0/unit_price/amount` is the unit price of the first line. */
function fieldName(pointer: string, named: (key: string, otherwise: string) => string): string {
  const steps = pointer.split("/").filter((step) => step !== "");
  const last = steps[steps.length - 1] === "amount" && steps.length > 1 && !/^\d+$/.test(steps[steps.length - 2])
    ? steps[steps.length - 2] : steps[steps.length - 1] ?? "";
  const line = /^\d+$/.test(steps[1] ?? "") ? ` ${Number(steps[1]) + 1}` : "";
  return named(`field.${last}`, pointer) + line;
}
