import { useMoney } from "./Money";
import { WideTable } from "./WideTable";
import { useWords } from "../lib/language";
import type { Money as Amount } from "../lib/money";

type Values = Record<string, unknown>;

/** Field by field: what it was and what it became. */
export function Changes({ before, after }: { before?: unknown; after?: unknown }) {
  const { t, named } = useWords();
  const text = useText();
  const old = asValues(before);
  const fresh = asValues(after);
  const names = [...new Set([...Object.keys(old), ...Object.keys(fresh)])];
  return (
    <WideTable label={t("changes.title")}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("changes.field")}</th>
            {before !== undefined && before !== null && <th scope="col">{t("changes.before")}</th>}
            <th scope="col">{t("changes.after")}</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr key={name}>
              <th scope="row" className="static">{named(`field.${name}`, name)}</th>
              {before !== undefined && before !== null && <td className="whitespace-pre-line break-words"><bdi>{text(old[name])}</bdi></td>}
              <td className="whitespace-pre-line break-words"><bdi>{text(fresh[name])}</bdi></td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  );
}

function asValues(value: unknown): Values {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Values) : {};
}

function isMoney(value: object): value is Amount {
  return Object.keys(value).sort().join() === "amount,currency";
}

/** A value in words: money as money, lists and what is in them line by line, nothing as a dash. */
function useText(): (value: unknown) => string {
  const { named } = useWords();
  const money = useMoney();
  const text = (value: unknown): string => {
    if (value === undefined || value === null || value === "") return "\u2013";
    if (typeof value !== "object") return String(value);
    if (Array.isArray(value)) return value.length === 0 ? "\u2013" : value.map(text).join("\n");
    if (isMoney(value)) return money(value);
    return Object.entries(value).map(([name, part]) => `${named(`field.${name}`, name)}: ${text(part)}`).join(", ");
  };
  return text;
}
