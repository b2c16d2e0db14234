import type { ReactNode } from "react";
import { ButtonLink } from "../../components/Button";
import { MoneyList } from "../../components/Money";
import { Empty, Loaded, Page, Section } from "../../components/Page";
import { ask } from "../../lib/api/operations";
import type { Reply } from "../../lib/api/operations";
import type { Attention as AttentionItem, Home as HomeAnswer } from "../../lib/api/types";
import { useWords } from "../../lib/language";
import { useResource } from "../../lib/resource";
import { Link } from "../../lib/router";
import { useIdentity, useSession } from "../../lib/session";
import { CashShortage, CashSpark, isShort } from "./CashAhead";
import { AttentionRow } from "./AttentionRow";

/** What needs me now, first; the few numbers after it are doors to their detail. */
export function Home() {
  const { t } = useWords();
  const { organisation } = useIdentity();
  const { may } = useSession();
  const home = useResource(ask("home.read"));
  const ahead = useResource(may("books.read") ? ask("forecast.read", { org_id: organisation.id }) : null).value;
  return (
    <Page title={t("home.title")} lead={organisation.name}>
      <Loaded from={home} rows={6}>
        {(answer) => (
          <>
            <Attention answer={answer} ahead={ahead} />
            <Figures answer={answer} currency={organisation.base_currency} ahead={ahead} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

type Ahead = Reply<"forecast.read"> | null;

function Attention({ answer, ahead }: { answer: HomeAnswer; ahead: Ahead }) {
  const { t } = useWords();
  const { may } = useSession();
  if (answer.attention.length === 0 && !isShort(ahead)) {
    return (
      <div className="mb-8">
        <Empty
          title={t("home.nothing")}
          action={may("paper.capture")
            && <ButtonLink href="/capture" weight="main" icon="camera">{t("action.capture_paper")}</ButtonLink>}
        >
          {t("home.nothing_hint")}
        </Empty>
      </div>
    );
  }
  return (
    <ul className="ruled mb-8">
      {ahead && isShort(ahead) && <li data-attention="cash_short"><CashShortage ahead={ahead} /></li>}
      {together(answer).map(({ item, count }) => (
        <li key={`${item.kind}${item.subject.id}${item.amount?.currency ?? ""}`} data-attention={item.kind}><AttentionRow item={item} count={count} /></li>
      ))}
    </ul>
  );
}

/** What is done in one go anyway is one sentence with its count. */
const alike = ["paper_to_review", "paper_failed", "job_dead"];

function together({ attention: list, papers_waiting }: HomeAnswer): { item: AttentionItem; count: number }[] {
  return list.flatMap((item, index) => {
    if (!alike.includes(item.kind)) return [{ item, count: item.count ?? 1 }];
    // The list names the first few only; how many papers wait is known.
    const named = list.filter((other) => other.kind === item.kind).length;
    const count = item.kind === "paper_to_review" ? Math.max(named, papers_waiting) : named;
    return list.findIndex((other) => other.kind === item.kind) === index
      ? [{ item, count }] : [];
  });
}

function Figures({ answer, currency, ahead }: { answer: HomeAnswer; currency: string; ahead: Ahead }) {
  const { t } = useWords();
  const { may } = useSession();
  // Figures of books that one may not read are not known here, and not zero.
  const doors = !may("books.read") ? [] : [
    { href: "/money", name: t("home.cash"), values: answer.cash },
    { href: "/documents?kind=invoice&state=open", name: t("home.receivable"), values: answer.receivable },
    { href: "/documents?kind=bill&state=open", name: t("home.payable"), values: answer.payable },
  ];
  if (!may("books.read") && !may("paper.read")) return null;
  return (
    <Section title={t("home.figures")}>
      <ul className="ruled max-w-[560px]" data-figures>
        {doors.map((door) => (
          <Door key={door.href} href={door.href} name={door.name}>
            <MoneyList values={door.values} currency={currency} />
          </Door>
        ))}
        {may("paper.read") && (
          <Door href="/papers?state=to_review" name={t("home.papers_waiting")}>
            <span className="figure">{answer.papers_waiting}</span>
          </Door>
        )}
      </ul>
      {ahead && <div className="max-w-[560px] border-b border-rule"><CashSpark ahead={ahead} /></div>}
    </Section>
  );
}

function Door({ href, name, children }: { href: string; name: string; children: ReactNode }) {
  return (
    <li>
      <Link href={href} className="row-link flex min-h-14 items-center justify-between gap-4 px-1 py-2">
        <span className="text-accent underline underline-offset-4">{name}</span>
        <span className="text-end text-lead font-semibold">{children}</span>
      </Link>
    </li>
  );
}
