import { useWords } from "../lib/language";
import { Link } from "../lib/router";

export function Brand() {
  const { t } = useWords();
  return (
    <Link href="/" className="inline-flex min-h-11 items-center gap-2 text-ink no-underline">
      <Mark />
      <span className="font-serif text-lead font-semibold">{t("product.name")}</span>
    </Link>
  );
}

/** Lines of a book, and a check. */
export function Mark() {
  return (
    <svg className="shrink-0" width="24" height="24" viewBox="0 0 64 64" aria-hidden="true">
      <rect width="64" height="64" rx="14" fill="#0b4a45" />
      <path d="M16 20h32M16 32h14M16 44h10" stroke="#fbfaf6" strokeWidth="5" strokeLinecap="round" />
      <path
        d="M31 41l7 7 13-16" fill="none" stroke="#9fe0d6" strokeWidth="5" strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
