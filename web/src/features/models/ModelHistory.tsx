import { InstantText } from "../../components/Day";
import { Section } from "../../components/Page";
import type { ModelDetail } from "../../lib/api/types";
import { closingText } from "../../lib/closing";
import { useWords } from "../../lib/language";

/** What happened to a model, by whom, with what two people agreed to and what became of each request. */
export function ModelHistory({ detail }: { detail: ModelDetail }) {
  const { t, named } = useWords();
  const steps = detail.history.map((step) => ({
    at: step.at, what: named(`model.state.${step.state}`, step.state), note: step.note,
    who: step.agreed_by === undefined ? step.by : t("models.agreed", { maker: step.by ?? "", checker: step.agreed_by }),
  }));
  const ended = detail.requests.filter((request) => request.state === "rejected" || request.state === "closed")
    .map((request) => {
      const people = { maker: request.maker.name, checker: request.checker?.name ?? "" };
      const isRefused = request.state === "rejected";
      const isOwn = request.checker?.id === request.maker.id;
      return {
        at: request.decided_at ?? request.made_at, what: t(isRefused ? "models.refused" : "models.closed"),
        note: isRefused ? request.reason : closingText(request.closing, { named }),
        who: t(isRefused ? "models.refused_by" : isOwn ? "models.closed_own" : "models.closed_by", people),
      };
    });
  if (steps.length === 0) return null;
  const lines = [...steps, ...ended].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return (
    <Section title={t("models.history")}>
      <ol className="ruled max-w-[800px]" data-history>
        {lines.map((line) => (
          <li key={line.at + line.what} className="py-2">
            <span className="font-semibold">{line.what}</span>
            {line.who && <>{" · "}<bdi>{line.who}</bdi></>}{" · "}<InstantText at={line.at} />
            {line.note && <span className="block text-soft"><bdi>{line.note}</bdi></span>}
          </li>
        ))}
      </ol>
    </Section>
  );
}
