import { WideTable } from "./WideTable";
import { useWords } from "../lib/language";

type Values = Record<string, unknown>;

/** Field by field: what it was and what it became. */
export function Changes({ before, after }: { before?: unknown; after?: unknown }) {
  const { t, named } = useWords();
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
              {before !== undefined && before !== null && <td><bdi>{text(old[name])}</bdi></td>}
              <td><bdi>{text(fresh[name])}</bdi></td>
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

function text(value: unknown): string {
  if (value === undefined || value === null) return "\u2013";
  return typeof value === "string" ? value : JSON.stringify(value);
}
