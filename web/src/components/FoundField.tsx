import { useState } from "react";
import type { ReactNode } from "react";
import { useSettled } from "../lib/draft";
import { useWords } from "../lib/language";
import type { Resource } from "../lib/resource";
import { SelectField } from "./Field";
import { ProblemNotice } from "./Notice";

interface Choice { id: string; name: string }

interface Props {
  label: string;
  /** What stands there while nobody is chosen. */
  empty: string;
  value: string;
  error?: string;
  /** The part of the list that fits what was typed. */
  from: Resource<{ items: Choice[]; next?: string }>;
  /** Who is chosen already, where the list may not have it. */
  known?: Choice;
  search: Search;
  onChange: (id: string) => void;
}

interface Search { text: string; settled: string; change: (text: string) => void }

/** What is typed to find somebody, and the same once the typing rests. */
export function useSearch(): Search {
  const [text, change] = useState("");
  return { text, settled: useSettled(text.trim(), 250), change };
}

/** Chooses one of a list; where it is longer than a page, a field above finds by name. */
export function FoundField({ label, empty, value, error, from, known, search, onChange }: Props) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<Choice | null>(null);
  const items = from.value?.items ?? [];
  const other = [chosen, known].find((choice) => choice?.id === value && !items.some(({ id }) => id === value));
  const isLong = from.value?.next !== undefined || search.text !== "";
  const choose = (id: string) => {
    setChosen(items.find((item) => item.id === id) ?? null);
    onChange(id);
  };
  const option = ({ id, name }: Choice): ReactNode => <option key={id} value={id}>{name}</option>;
  return (
    <div className="grid gap-2">
      {isLong && (
        <input type="search" className="control" data-find value={search.text} placeholder={t("parties.search")}
          aria-label={`${label}: ${t("parties.search")}`} onChange={(event) => search.change(event.target.value)} />
      )}
      <SelectField label={label} required value={value} error={error} onChange={(event) => choose(event.target.value)}>
        <option value="">{empty}</option>
        {other && option(other)}
        {items.map(option)}
      </SelectField>
      {isLong && from.value && items.length === 0 && <p role="status" className="text-soft">{t("parties.none_found")}</p>}
      {from.problem && <ProblemNotice problem={from.problem} retry={from.reload} />}
    </div>
  );
}
