import type { ReactNode } from "react";
import { DayText } from "../../components/Day";
import { DocumentLines } from "../../components/DocumentLines";
import { Evidence } from "../../components/Evidence";
import { useMoney } from "../../components/Money";
import { Loaded, Page, Section } from "../../components/Page";
import { PaperPicture } from "../../components/PaperPicture";
import { StateSentence } from "../../components/StateSentence";
import { ask } from "../../lib/api/operations";
import { asRow } from "../../lib/api/documents";
import type { Document } from "../../lib/api/documents";
import { useWords } from "../../lib/language";
import { useResource } from "../../lib/resource";
import { Link } from "../../lib/router";
import { useSession } from "../../lib/session";
import { AttachPaper } from "./AttachPaper";
import { BuyerSection } from "./BuyerSection";
import { DocumentActions } from "./DocumentActions";
import { MoneyTrail } from "./MoneyTrail";
import { ProofSection } from "./ProofSection";
import { Timeline } from "./Timeline";

/** One document from head to proof. */
export function DocumentDetail({ id }: { id: string }) {
  const { t } = useWords();
  const document = useResource(ask("document.read", { id }));
  const money = useMoney();
  const value = document.value;
  return (
    <Page
      title={value ? `${value.party.name} · ${money(value.amounts.payable)}` : t("documents.one")}
      lead={value && <StateSentence of={asRow(value)} />}
    >
      <Loaded from={document} rows={8}>{(loaded) => <Anatomy document={loaded} />}</Loaded>
    </Page>
  );
}

function Anatomy({ document }: { document: Document }) {
  const { t } = useWords();
  const { identity, may } = useSession();
  const paper = may("paper.read") ? document.papers[0] : undefined;
  return (
    <>
      <p className="hidden text-lead print:block"><bdi>{identity?.organisation.name}</bdi></p>
      <DocumentActions document={document} />
      <div className={paper || canHavePaper(document) ? "grid gap-8 desk:grid-cols-2" : ""}>
        {paper && <PaperOf id={paper.id} />}
        {!paper && may("paper.capture") && canHavePaper(document) && <AttachPaper document={document} />}
        <Fields document={document} />
      </div>
      <div className="mt-8">
        <DocumentLines document={document} />
        <div className="no-print"><MoneyTrail document={document} /></div>
        <Section title={t("evidence.title")}><Evidence of={document.evidence} /></Section>
        <BuyerSection document={document} />
        <ProofSection document={document} />
        <div className="no-print">
          <Section title={t("documents.timeline")}><Timeline events={document.timeline} /></Section>
        </div>
      </div>
    </>
  );
}

/** Whose paper may still come: what is booked from a paper has it already. */
function canHavePaper({ kind, state }: Document): boolean {
  return (kind === "invoice" || kind === "bill") && state !== "void";
}

/** The picture that the document was booked from; it leads to what was read there. */
function PaperOf({ id }: { id: string }) {
  const { t } = useWords();
  const paper = useResource(ask("paper.show", { id }));
  const { width, height } = paper.value ?? {};
  return (
    <div className="keep-together roll-hidden self-start">
      {width && height ? (
        <Link href={`/papers/${id}`} className="block border border-rule bg-wash">
          <PaperPicture
            address={`/api/papers/${id}/picture?page=1`} width={width} height={height}
            label={t("paper.picture")} className="block max-h-[60vh] w-full"
          />
        </Link>
      ) : <Loaded from={paper} rows={4}>{() => <Link href={`/papers/${id}`}>{t("action.open")}</Link>}</Loaded>}
    </div>
  );
}

function Fields({ document }: { document: Document }) {
  const { t } = useWords();
  const rows: [string, ReactNode][] = [
    [t("field.document"), t(`kind.${document.kind}`)],
    [t("field.number"), document.number && <bdi className="reference">{document.number}</bdi>],
    [t("field.supplier_number"), document.supplier_number && <bdi className="reference">{document.supplier_number}</bdi>],
    [t("field.party"), <Link key="party" href={`/parties/${document.party.id}`}><bdi>{document.party.name}</bdi></Link>],
    [t("field.date"), <DayText key="day" day={document.day} />],
    [t("field.due_date"), document.due_day && <DayText day={document.due_day} />],
    [t("field.note"), document.note],
  ];
  return (
    <dl className="ruled self-start">
      {rows.filter(([, content]) => content).map(([name, content]) => (
        <div key={name} className="grid grid-cols-[minmax(96px,1fr)_2fr] gap-4 py-2">
          <dt className="text-soft">{name}</dt>
          <dd className="min-w-0 font-semibold">{content}</dd>
        </div>
      ))}
    </dl>
  );
}
