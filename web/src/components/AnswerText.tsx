import type { BuyerAnswer } from "../lib/api/types";
import { useWords } from "../lib/language";

/** What a buyer answered, why, and who said so for it. */
export function AnswerText({ of: answer }: { of: BuyerAnswer }) {
  const { t, named, instant } = useWords();
  const role = answer.organisation ? named(`role.${answer.role}`, answer.role) : answer.role;
  const said = answer.reason ? t(`buyer.reason.${answer.reason}`) : t("buyer.said_owed");
  return (
    <div className="max-w-[560px]" data-answer={answer.choice}>
      <p className="font-semibold">{said}</p>
      {answer.remark && <p><bdi>{answer.remark}</bdi></p>}
      <p className="text-soft"><bdi>{answer.name}</bdi>{", "}<bdi>{role}</bdi>{` · ${instant(answer.at)}`}</p>
      <p className="text-small text-soft">
        {answer.organisation ? t("buyer.signed_in", { organisation: answer.organisation }) : t("buyer.by_link")}
      </p>
    </div>
  );
}
