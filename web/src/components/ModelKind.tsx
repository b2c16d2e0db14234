import { useWords } from "../lib/language";

/** What a model is, and how much it was fitted to where it was. */
export function ModelKind({ model }: { model: { kind: string; rows: number; events: number } }) {
  const { t, named } = useWords();
  const kind = named(`model.kind.${model.kind}`, model.kind);
  const { rows, events } = model;
  return <>{rows > 0 ? t("models.kind_rows", { kind, rows: t("models.rows", { rows, events }) }) : kind}</>;
}
