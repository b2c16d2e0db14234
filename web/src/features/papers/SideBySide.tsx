import { Loaded } from "../../components/Page";
import { PaperPicture } from "../../components/PaperPicture";
import { WideTable } from "../../components/WideTable";
import { ask } from "../../lib/api/operations";
import type { Paper } from "../../lib/api/types";
import { useWords } from "../../lib/language";
import { useResource } from "../../lib/resource";
import { pictureOf, sizeOf } from "./picture";

const compared = ["supplier", "number", "date", "total"] as const;

/** Two papers next to each other: the pictures, and the fields in which they differ. */
export function SideBySide({ paper, other }: { paper: Paper; other: string }) {
  const { t } = useWords();
  const beside = useResource(ask("paper.show", { id: other }));
  return (
    <Loaded from={beside} rows={3}>
      {(value) => (
        <div className="mt-3 grid gap-3" data-side-by-side>
          <div className="grid grid-cols-2 gap-3">
            <Picture paper={paper} label={t("duplicate.this")} />
            <Picture paper={value} label={t("duplicate.other")} />
          </div>
          <WideTable label={t("duplicate.fields")}>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t("changes.field")}</th>
                  <th scope="col">{t("duplicate.this")}</th>
                  <th scope="col">{t("duplicate.other")}</th>
                  <th scope="col">{t("duplicate.verdict")}</th>
                </tr>
              </thead>
              <tbody>
                {compared.map((name) => <Row key={name} name={name} left={read(paper, name)} right={read(value, name)} />)}
              </tbody>
            </table>
          </WideTable>
        </div>
      )}
    </Loaded>
  );
}

function Row({ name, left, right }: { name: (typeof compared)[number]; left: string; right: string }) {
  const { t } = useWords();
  const same = left !== "" && left === right;
  return (
    <tr>
      <th scope="row">{t(`field.${name}`)}</th>
      <td><bdi>{left}</bdi></td>
      <td><bdi>{right}</bdi></td>
      <td className={same ? "text-warn" : "text-soft"}>{t(same ? "duplicate.same" : "duplicate.differs")}</td>
    </tr>
  );
}

function Picture({ paper, label }: { paper: Paper; label: string }) {
  const size = sizeOf(paper, 1);
  return (
    <figure className="m-0 min-w-0">
      <figcaption className="mb-1 text-small text-soft">{label}</figcaption>
      {size && (
        <PaperPicture
          address={pictureOf(paper, 1)} width={size.width} height={size.height} label={label}
          className="block max-h-[60vh] w-full border border-rule bg-wash"
        />
      )}
    </figure>
  );
}

function read(paper: Paper, name: (typeof compared)[number]): string {
  return paper.reading?.fields[name]?.value ?? "";
}
