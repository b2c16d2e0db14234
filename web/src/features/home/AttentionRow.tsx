import { Icon } from "../../components/Icon";
import type { IconName } from "../../components/Icon";
import { useMoney } from "../../components/Money";
import type { Attention } from "../../lib/api/types";
import { closingText } from "../../lib/closing";
import { useWords } from "../../lib/language";
import { subjectPage } from "../../lib/subjects";
import { ButtonLink } from "../../components/Button";

interface Look { icon: IconName; className: string }

const urgent: Look = { icon: "bad", className: "text-bad" };
const soon: Look = { icon: "warn", className: "text-warn" };
const calm: Look = { icon: "paper", className: "text-soft" };

const looks: Record<string, Look> = {
  invoice_overdue: urgent, bill_overdue: urgent, paper_failed: urgent, job_dead: urgent, invoice_disputed: urgent,
  invoice_due: soon, bill_due: soon, approval_waiting: soon, contest_open: soon, notice_received: soon,
  model_drifted: soon, approval_rejected: soon, approval_closed: soon,
};

/** One sentence and one action. */
export function AttentionRow({ item, count }: { item: Attention; count: number }) {
  const { t, named, day } = useWords();
  const money = useMoney();
  const asked = item.command === undefined ? "" : named(`command.${item.command}`, item.command);
  const values = {
    what: item.name === undefined ? asked : t("attention.what", { what: asked, name: item.name }),
    reason: item.reason ?? closingText(item.closing, { named }),
    party: item.party ?? "", number: item.number ?? "", count,
    amount: item.amount ? money(item.amount) : "",
    day: item.day ? day(item.day) : "", days: item.days ?? 0,
  };
  const look = looks[item.kind] ?? calm;
  const delay = item.usual_delay ?? 0;
  const habit = item.kind.startsWith("invoice") && delay > 0 ? t("attention.usual_delay", { days: delay }) : "";
  const isTogether = item.count !== undefined;
  const other = t("attention.other", values);
  const sentence = isTogether
    ? named(`attention_together.${item.kind}`, other, values) : named(`attention.${item.kind}`, other, values);
  const action = isTogether ? t("attention_action.together") : named(`attention_action.${item.kind}`, t("action.open"));
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <span className={look.className}><Icon name={look.icon} size={24} /></span>
      <p className="min-w-0 flex-[1_1_220px]" title={values.day || undefined}>{sentence} {habit}</p>
      <ButtonLink href={address(item, count)}>{action}</ButtonLink>
    </div>
  );
}

function address({ kind, subject }: Attention, count: number): string {
  switch (kind) {
    case "paper_to_review": return count > 1 ? "/papers?state=to_review" : `/papers/${subject.id}`;
    case "paper_failed": return count > 1 ? "/papers?state=failed" : `/papers/${subject.id}`;
    case "approval_waiting": return "/approvals";
    case "approval_closed":
    case "approval_rejected": return subjectPage(subject) ?? "/approvals";
    case "contest_open":
    case "notice_received": return `/notices/${subject.id}`;
    case "job_dead": return "/jobs?state=dead";
    case "model_drifted": return `/models/${subject.id}`;
    default: return subject.kind === "party" ? `/parties/${subject.id}` : `/documents/${subject.id}`;
  }
}
