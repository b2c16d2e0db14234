import { useEffect } from "react";
import { SelectField } from "../../components/Field";
import { Notice } from "../../components/Notice";
import { ask } from "../../lib/api/operations";
import { isPurse } from "../../lib/api/types";
import type { Account, Paper } from "../../lib/api/types";
import { useWords } from "../../lib/language";
import { useResource } from "../../lib/resource";
import { isCreditNote, isStatedCreditNote } from "./reviewDraft";
import type { ReviewDraft } from "./reviewDraft";

interface Props {
  paper: Paper;
  draft: ReviewDraft;
  change: (part: Partial<ReviewDraft>) => void;
  at: (pointer: string) => string | undefined;
}

/** The purse of last time is the most likely one of this time. */
const lastPurse = "last-purse";

/** Where it goes in the books: paid already or still owed, which expense, from which purse. */
export function Booking({ paper, draft, change, at }: Props) {
  const { t } = useWords();
  const accounts = useResource(ask("account.list"));
  const list = accounts.value?.items ?? [];
  const name = (account: Account) => `${account.code} · ${account.name}`;
  const expenses = list.filter((account) => account.kind === "expense");
  const purses = list.filter(isPurse);
  const kinds: ReviewDraft["kind"][] = isStatedCreditNote(paper)
    ? ["credit_note"] : isCreditNote(paper) ? ["credit_note", "receipt", "bill"] : ["receipt", "bill"];
  const usual = (purses.find((account) => account.id === localStorage.getItem(lastPurse)) ?? purses[0])?.id;
  useEffect(() => {
    if (usual && draft.paid_from_account_id === "") change({ paid_from_account_id: usual });
  });
  return (
    <fieldset className="mt-4 grid gap-4">
      <legend className="mb-2 text-lead font-semibold">{t("review.booking")}</legend>
      <div className="flex flex-wrap gap-x-6" role="radiogroup" aria-label={t("review.booking")}>
        {kinds.map((kind) => (
          <label key={kind} className="flex min-h-11 items-center gap-2">
            <input
              type="radio" name="kind" className="size-5 accent-accent" checked={draft.kind === kind}
              onChange={() => change({ kind, kind_chosen: true })}
            />
            {t(`review.kind_${kind}`)}
          </label>
        ))}
      </div>
      {draft.kind === "credit_note" ? (
        <Notice signal="warn" title={t("review.credit_note")}>
          <p>{t(isStatedCreditNote(paper) ? "review.credit_note_stated" : "review.credit_note_read")}</p>
          <p>{t("review.credit_note_hint")}</p>
        </Notice>
      ) : (
        <SelectField
          label={t("field.expense_account")} value={draft.account_id} error={at("/account_id")}
          onChange={(event) => change({ account_id: event.target.value })}
        >
          <option value="">{t("review.account_default")}</option>
          {expenses.map((account) => <option key={account.id} value={account.id}>{name(account)}</option>)}
        </SelectField>
      )}
      {draft.kind === "receipt" && (
        <SelectField
          label={t("field.paid_from")} required value={draft.paid_from_account_id} error={at("/paid_from_account_id")}
          onChange={(event) => {
            localStorage.setItem(lastPurse, event.target.value);
            change({ paid_from_account_id: event.target.value });
          }}
        >
          {purses.map((account) => <option key={account.id} value={account.id}>{name(account)}</option>)}
        </SelectField>
      )}
    </fieldset>
  );
}


