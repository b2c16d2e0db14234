import { Button } from "../../components/Button";
import { Icon } from "../../components/Icon";
import type { IconName } from "../../components/Icon";
import { Section } from "../../components/Page";
import { useWords } from "../../lib/language";
import { trust } from "../../lib/issuers";
import type { Verification } from "./verification";

const looks: Record<Verification["verdict"], { icon: IconName; className: string }> = {
  valid: { icon: "sure", className: "border-good bg-good-wash text-good" },
  stale: { icon: "clock", className: "border-warn bg-warn-wash text-warn" },
  revoked: { icon: "bad", className: "border-bad bg-bad-wash text-bad" },
  unknown_issuer: { icon: "doubt", className: "border-warn bg-warn-wash text-warn" },
  tampered: { icon: "bad", className: "border-bad bg-bad-wash text-bad" },
};

interface Props {
  check: Verification;
  name: string | null;
  onTrusted: () => void;
}

/** Exactly one of five answers, what it means, and what the proof says. */
export function Conclusion({ check, name, onTrusted }: Props) {
  const { t, named, instant } = useWords();
  const look = looks[check.verdict];
  const values = {
    issuer: check.statement?.issuer.name ?? "", reason: check.reason ?? "",
    at: check.status_as_of ? instant(check.status_as_of) : "",
    revoked: check.revoked_at ? instant(check.revoked_at) : "",
  };
  const defect = check.defect;
  const [part, detail] = (defect?.code ?? "").split(":");
  return (
    <div className="appear" data-verdict={check.verdict}>
      <div className={`flex gap-3 border-s-4 p-4 ${look.className}`} role={check.verdict === "valid" ? "status" : "alert"}>
        <Icon name={look.icon} size={32} />
        <div className="min-w-0">
          <p className="text-title font-semibold">{t(`verdict.${check.verdict}`)}</p>
          <p className="text-ink">{t(`verdict_text.${check.verdict}`, values)}</p>
          {defect && (
            <p className="mt-1 font-semibold text-ink" data-defect={defect.code}>
              {named(`defect.${part}`, defect.message, { field: detail ? named(`field.${detail}`, detail) : "" })}
            </p>
          )}
          {name && <p className="mt-1 text-small text-soft"><bdi>{name}</bdi></p>}
        </div>
      </div>
      {check.verdict === "unknown_issuer" && check.issuer && (
        <Stranger issuer={check.issuer} onTrusted={onTrusted} />
      )}
      {check.statement && check.verdict !== "tampered" && <Statement check={check} />}
    </div>
  );
}

/** An issuer nobody vouched for: the key to compare, and the choice to believe it from now on. */
function Stranger({ issuer, onTrusted }: { issuer: NonNullable<Verification["issuer"]>; onTrusted: () => void }) {
  const { t } = useWords();
  const believe = () => {
    trust({ id: issuer.id, name: issuer.claimed_name, public_key: issuer.public_key });
    onTrusted();
  };
  return (
    <div className="grid gap-2 p-4">
      <p>{t("verify.stranger", { name: issuer.claimed_name })}</p>
      <p className="ltr"><code>{issuer.public_key.replace(/(.{4})/g, "$1 ")}</code></p>
      <div><Button onClick={believe}>{t("verify.trust")}</Button></div>
    </div>
  );
}

/** As a reader of a document looks for them. */
const order = [
  "organisation", "kind", "number", "supplier_number", "party", "day", "due_day", "currency", "net",
  "tax", "total",
];

function Statement({ check }: { check: Verification }) {
  const { t, named, instant } = useWords();
  const { statement, disclosed, withheld, log } = check;
  if (!statement) return null;
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  const rows = [...statement.fields, ...disclosed].sort((a, b) => place(a.name) - place(b.name));
  const valueOf = ({ name, value }: { name: string; value: string }) =>
    (name === "kind" ? named(`kind.${value}`, value) : value);
  return (
    <div className="mt-6">
      <Section title={t("verify.says")}>
        <dl className="ruled">
          <Row name={t("verify.issuer")} value={statement.issuer.name} />
          <Row name={t("verify.issued_at")} value={instant(statement.issued_at)} />
          {rows.map((field) => (
            <Row key={field.name} name={named(`field.${field.name}`, field.name)} value={valueOf(field)} />
          ))}
          {withheld.length > 0 && (
            <Row name={t("verify.withheld")} value={withheld.map((field) => named(`field.${field}`, field)).join(", ")} />
          )}
        </dl>
        <details className="mt-2">
          <summary className="min-h-11 content-center text-soft">{t("verify.technical")}</summary>
          <dl className="ruled text-small">
            <Row name={t("verify.statement")} value={statement.id} code />
            <Row name={t("verify.key")} value={statement.issuer.public_key} code />
            {statement.content_sha256 && <Row name={t("verify.file_hash")} value={statement.content_sha256} code />}
            {log && <Row name={t("verify.log")} value={`${log.origin} · ${log.leaf_index} / ${log.size}`} code />}
            {log && <Row name={t("verify.root")} value={log.root} code />}
          </dl>
        </details>
      </Section>
    </div>
  );
}

function Row({ name, value, code = false }: { name: string; value: string; code?: boolean }) {
  return (
    <div className="grid grid-cols-[minmax(96px,1fr)_2fr] gap-4 py-2">
      <dt className="text-soft">{name}</dt>
      <dd className="min-w-0 break-words">{code ? <code dir="ltr">{value}</code> : <bdi className="font-semibold">{value}</bdi>}</dd>
    </div>
  );
}
