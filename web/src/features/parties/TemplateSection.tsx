import { useState } from "react";
import { Button } from "../../components/Button";
import { ProblemNotice } from "../../components/Notice";
import { Loaded, Section } from "../../components/Page";
import { WideTable } from "../../components/WideTable";
import { Problem } from "../../lib/api/client";
import { ask, to } from "../../lib/api/operations";
import type { Party, Template } from "../../lib/api/types";
import { useCommand } from "../../lib/command";
import { saveFile } from "../../lib/file";
import { useWords } from "../../lib/language";
import { invalidate, useResource } from "../../lib/resource";
import { useSession } from "../../lib/session";
import { TemplateForm } from "./TemplateForm";

/** Where this supplier's papers carry their values, as accepted papers have taught or a person said. */
export function TemplateSection({ party }: { party: Party }) {
  const { t } = useWords();
  const template = useResource(ask("template.show", { id: party.id }));
  const unknown = template.problem instanceof Problem && template.problem.code === "template_unknown";
  return (
    <Section title={t("template.title")}>
      <p className="mb-2 max-w-[560px] text-soft">{t("template.hint")}</p>
      {unknown ? <p>{t("template.none")}</p> : (
        <Loaded from={template} rows={3}>{(value) => <Learned key={value.changed_at} template={value} />}</Loaded>
      )}
    </Section>
  );
}

function Learned({ template }: { template: Template }) {
  const { t, named, instant } = useWords();
  const { may } = useSession();
  const reset = useCommand();
  const [editing, setEditing] = useState(false);
  const forget = async () => {
    if (await reset.perform(to("template.reset", { id: template.party.id }))) invalidate("/api/parties");
  };
  const save = () => saveFile(
    new Blob([JSON.stringify({ words: template.words, anchors: template.anchors }, null, 2)], { type: "application/json" }),
    `template-${template.party.name}.json`,
  );
  if (editing) return <TemplateForm template={template} onClose={() => setEditing(false)} />;
  return (
    <div className="grid max-w-[800px] gap-3" data-template={template.papers}>
      <p className="text-small text-soft">
        {t(template.is_edited ? "template.edited" : "template.learned", { papers: template.papers, at: instant(template.changed_at) })}
      </p>
      <WideTable label={t("template.title")}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("changes.field")}</th>
              <th scope="col">{t("template.label")}</th>
              <th scope="col">{t("template.place")}</th>
              <th scope="col">{t("template.shape")}</th>
            </tr>
          </thead>
          <tbody>
            {template.anchors.map((anchor) => (
              <tr key={anchor.field}>
                <th scope="row">{named(`field.${anchor.field}`, anchor.field)}</th>
                <td><bdi>{anchor.label}</bdi></td>
                <td>{named(`template.${anchor.place}`, anchor.place)}</td>
                <td><bdi>{anchor.shape ?? ""}</bdi></td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
      <p>{t("template.words")}{": "}<bdi className="text-soft">{template.words.join(" ")}</bdi></p>
      {reset.problem && <ProblemNotice problem={reset.problem} />}
      <div className="flex flex-wrap gap-2">
        {may("paper.review") && <Button icon="pen" onClick={() => setEditing(true)}>{t("action.edit")}</Button>}
        <Button icon="download" onClick={save}>{t("template.export")}</Button>
        {may("paper.review") && (
          <Button weight="danger" icon="trash" busy={reset.busy} onClick={() => void forget()}>{t("template.reset")}</Button>
        )}
      </div>
    </div>
  );
}
