import { useEffect } from "react";
import type { ReactNode } from "react";
import { isolated } from "../lib/bidi";
import type { Resource } from "../lib/resource";
import { useWords } from "../lib/language";
import { Notice, ProblemNotice } from "./Notice";

interface Props {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  narrow?: boolean;
}

/** One heading, one sentence under it, then the work. */
export function Page({ title, lead, actions, children, narrow = false }: Props) {
  const { t, language } = useWords();
  useEffect(() => {
    document.title = `${isolated(title, language === "ar")} · ${t("product.name")}`;
  }, [title, t, language]);
  return (
    <div className={`w-full ${narrow ? "max-w-[640px]" : "max-w-[1200px]"}`}>
      <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-[1_1_280px]">
          <h1 tabIndex={-1}><bdi>{title}</bdi></h1>
          {lead && <div className="mt-1 max-w-[640px] text-soft">{lead}</div>}
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

export function Section({ title, aside, children }: {
  title: string; aside?: ReactNode; children: ReactNode;
}) {
  return (
    <section className="mb-8">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-2">
        <h2>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** Grey lines where words will be; the shape of the page does not jump when they come. */
export function Loading({ rows = 4 }: { rows?: number }) {
  const { t } = useWords();
  return (
    <div role="status" className="grid gap-4 py-2">
      <span className="sr-only">{t("state.loading")}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="grid gap-2" aria-hidden="true">
          <div className={`skeleton ${["w-3/4", "w-1/2", "w-2/3", "w-5/6"][row % 4]}`} />
          <div className="skeleton w-1/4" />
        </div>
      ))}
    </div>
  );
}

/** Nothing here: why that is so, and the one thing to do about it. */
export function Empty({ title, children, action }: {
  title: string; children?: ReactNode; action?: ReactNode;
}) {
  return (
    <div className="border-y border-rule py-8">
      <p className="text-lead font-semibold">{title}</p>
      {children && <div className="mt-1 max-w-[560px] text-soft">{children}</div>}
      {action && <div className="mt-4">{action}</div>}
    </div>
  );
}

/** Shows an answer in all its states: loading, failed, kept from before, here. */
export function Loaded<T>({ from, children, rows }: {
  from: Resource<T>; children: (value: T) => ReactNode; rows?: number;
}) {
  if (from.value === null) {
    if (from.problem) return <ProblemNotice problem={from.problem} retry={from.reload} />;
    return <Loading rows={rows} />;
  }
  return (
    <>
      {from.keptAt !== null && <KeptNotice at={from.keptAt} />}
      {from.problem && <div className="mb-4"><ProblemNotice problem={from.problem} retry={from.reload} /></div>}
      {children(from.value)}
    </>
  );
}

function KeptNotice({ at }: { at: number }) {
  const { t, instant } = useWords();
  return (
    <div className="mb-4">
      <Notice signal="plain" icon="offline" title={t("state.kept", { at: instant(new Date(at).toISOString()) })}>
        {t("state.kept_hint")}
      </Notice>
    </div>
  );
}
