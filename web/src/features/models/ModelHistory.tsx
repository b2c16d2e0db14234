import { InstantText } from "../../components/Day";
import { Section } from "../../components/Page";
import type { ModelDetail } from "../../lib/api/types";
import { useWords } from "../../lib/language";

/** What happened to a model, by whom, with what two people agreed to and what one refused the other. */
export function ModelHistory({ detail }: { detail: ModelDetail }) {
  const { t, named } = useWords();
  const steps = detail.history.map((step) => ({
    at: step.at, what: named(`model.state.${step.state}`, step.state), note: step.note,
    who: step.agreed_by === undefined ? step.by : t("models.agreed", { maker: step.by ?? "", checker: step.agreed_by }),
  }));
  const refusals = detail.requests.filter((request) => request.state === "rejected").map((request) => ({
    at: request.decided_at ?? request.made_at, what: t("models.refused"), note: request.reason,
    who: t("models.refused_by", { maker: request.maker.name, checker: request.checker?.name ?? "" }),
  }));
  if (steps.length === 0) return null;
  const lines = [...steps, ...refusals].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
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
