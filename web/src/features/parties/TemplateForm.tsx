import { useState } from "react";
import { Button } from "../../components/Button";
import { Field, SelectField, TextField } from "../../components/Field";
import { ProblemNotice } from "../../components/Notice";
import { to } from "../../lib/api/operations";
import type { Template } from "../../lib/api/types";
import { useCommand } from "../../lib/command";
import { compact } from "../../lib/compact";
import { useWords } from "../../lib/language";
import { invalidate } from "../../lib/resource";

const fields = ["number", "date", "due_date", "subtotal", "tax", "total"] as const;
type Anchor = Template["anchors"][number];

/** Corrects what was learned, field by field, or takes a file that was exported elsewhere. */
export function TemplateForm({ template, onClose }: { template: Template; onClose: () => void }) {
  const { t, named } = useWords();
  const [words, setWords] = useState(template.words.join(" "));
  const [anchors, setAnchors] = useState<Anchor[]>(template.anchors);
  const [unfit, setUnfit] = useState(false);
  const change = useCommand();
  const anchorOf = (field: string) => anchors.find((anchor) => anchor.field === field);
  const set = (field: string, part: Partial<Anchor>) => setAnchors([
    ...anchors.filter((anchor) => anchor.field !== field),
    { field, label: "", place: "right", occurrence: "first", ...anchorOf(field), ...part },
  ]);
  const take = async (file: File | undefined) => {
    const content = file && exported(await file.text());
    setUnfit(file !== undefined && !content);
    if (!content) return;
    setWords(content.words.join(" "));
    setAnchors(content.anchors);
  };
  const submit = async () => {
    const body = {
      words: words.split(/\s+/).filter(Boolean),
      anchors: anchors.filter((anchor) => anchor.label.trim() !== "").map((anchor) => compact({ ...anchor, label: anchor.label.trim() })),
    };
    if (!await change.perform(to("template.change", { id: template.party.id }), body)) return;
    invalidate("/api/parties");
    onClose();
  };
  return (
    <form className="grid max-w-[640px] gap-4" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <TextField label={t("template.words")} value={words} error={change.at("/words")} onChange={(event) => setWords(event.target.value)} />
      <Field label={t("template.file")} error={unfit ? t("template.file_unfit") : undefined}>
        {(wiring) => <input {...wiring} type="file" accept="application/json,.json" className="control" onChange={(event) => void take(event.target.files?.[0])} />}
      </Field>
      {fields.map((field) => (
        <div key={field} className="grid grid-cols-[2fr_1fr] gap-3">
          <TextField
            label={`${named(`field.${field}`, field)}: ${t("template.label")}`} value={anchorOf(field)?.label ?? ""}
            onChange={(event) => set(field, { label: event.target.value })}
          />
          <SelectField
            label={t("template.place")} value={anchorOf(field)?.place ?? "right"}
            onChange={(event) => set(field, { place: event.target.value })}
          >
            <option value="right">{t("template.right")}</option>
            <option value="below">{t("template.below")}</option>
          </SelectField>
        </div>
      ))}
      {change.problem && <ProblemNotice problem={change.problem} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" weight="main" busy={change.busy}>{t("template.save")}</Button>
        <Button onClick={onClose}>{t("action.cancel")}</Button>
      </div>
    </form>
  );
}

/** What an exported file holds; the server judges the values, here only the form counts. */
function exported(text: string): { words: string[]; anchors: Anchor[] } | null {
  try {
    const { words, anchors } = JSON.parse(text) as { words?: unknown; anchors?: unknown };
    const isText = (value: unknown) => typeof value === "string";
    if (!Array.isArray(words) || !words.every(isText) || !Array.isArray(anchors)) return null;
    return { words: words as string[], anchors: anchors as Anchor[] };
  } catch {
    return null;
  }
}
