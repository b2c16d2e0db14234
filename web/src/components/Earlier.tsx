import type { ReactNode } from "react";
import { useWords } from "../lib/language";
import { Link } from "../lib/router";
import { Notice } from "./Notice";

/** What was sent before was recorded although no answer came; what the form holds now is another one. */
export function Earlier({ title, href, link, hint, action }: {
  title: string; href: string; link: string; hint?: string; action?: ReactNode;
}) {
  const { t } = useWords();
  return (
    <div data-earlier>
      <Notice
        signal="good" title={title}
        action={<div className="flex flex-wrap gap-2"><Link href={href} className="button">{link}</Link>{action}</div>}
      >
        {hint ?? t("earlier.hint")}
      </Notice>
    </div>
  );
}
