import { Button } from "../../components/Button";
import { InstantText } from "../../components/Day";
import { Loaded, Section } from "../../components/Page";
import { ask } from "../../lib/api/operations";
import type { Approval } from "../../lib/api/types";
import { closingText } from "../../lib/closing";
import { useWords } from "../../lib/language";
import { usePages } from "../../lib/resource";

/** What became of the requests before, whoever made them. */
export function Ended() {
  const { t } = useWords();
  const all = usePages(ask("approval.list", {}));
  return (
    <Loaded from={all}>
      {(list) => {
        const ended = list.filter((one) => one.state !== "pending" || Date.parse(one.expires_at) <= Date.now());
        if (ended.length === 0) return null;
        return (
          <div className="mt-8">
            <Section title={t("approvals.decided")}>
              <ul className="ruled" data-ended>
                {ended.map((one) => <li key={one.id} className="py-2"><Row approval={one} /></li>)}
              </ul>
              {all.more && <div className="mt-4"><Button onClick={all.more}>{t("action.more")}</Button></div>}
            </Section>
          </div>
        );
      }}
    </Loaded>
  );
}

function Row({ approval }: { approval: Approval }) {
  const { t, named } = useWords();
  const { command, maker, names, state } = approval;
  const isUndecided = state === "pending" || state === "closed";
  const values = {
    name: approval.checker?.name ?? "", reason: approval.reason ?? "",
    why: state === "pending" ? t("closing.expired") : closingText(approval.closing, { named }),
  };
  return (
    <>
      <span className="font-semibold">
        <bdi>{t("approvals.sentence", { name: maker.name, what: named(`command.${command}`, command) })}</bdi>
      </span>
      {names[0] && <>{" · "}<bdi>{names[0].name}</bdi></>}
      <span className="block text-soft">
        <bdi>{t(`approvals.ended.${isUndecided ? "closed" : state}`, values)}</bdi>{" · "}
        <InstantText at={approval.decided_at ?? approval.expires_at} />
      </span>
    </>
  );
}
