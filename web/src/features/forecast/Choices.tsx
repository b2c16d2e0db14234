import { SelectField } from "../../components/Field";
import type { Reply } from "../../lib/api/operations";
import { useWords } from "../../lib/language";

interface Props {
  answer: Reply<"forecast.read">;
  change: (name: string, value: string) => void;
}

/** One currency at a time, all accounts together or one alone. */
export function Choices({ answer, change }: Props) {
  const { t } = useWords();
  if (answer.currencies.length < 2 && answer.accounts.length < 2) return null;
  return (
    <div className="no-print mb-4 grid max-w-[640px] gap-4 wide:grid-cols-2">
      {answer.accounts.length > 1 && (
        <SelectField
          label={t("field.account")} value={answer.account_id ?? ""}
          onChange={(event) => change("account_id", event.target.value)}
        >
          <option value="">{t("forecast.all_accounts")}</option>
          {answer.accounts.map((account) => (
            <option key={account.id} value={account.id}>{`${account.code} ${account.name}`}</option>
          ))}
        </SelectField>
      )}
      {answer.currencies.length > 1 && (
        <SelectField
          label={t("field.currency")} value={answer.currency}
          onChange={(event) => change("currency", event.target.value)}
        >
          {answer.currencies.map((currency) => <option key={currency} value={currency}>{currency}</option>)}
        </SelectField>
      )}
    </div>
  );
}
