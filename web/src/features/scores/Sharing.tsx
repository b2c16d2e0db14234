import { useState } from "react";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { TextField } from "../../components/Field";
import { FoundField, useSearch } from "../../components/FoundField";
import { ProblemNotice } from "../../components/Notice";
import { Empty, Loaded, Section } from "../../components/Page";
import { ask, to } from "../../lib/api/operations";
import { useCommand } from "../../lib/command";
import { compact } from "../../lib/compact";
import { addDays, today } from "../../lib/day";
import { newID } from "../../lib/id";
import { useWords } from "../../lib/language";
import { invalidate, useResource } from "../../lib/resource";

/** Which lenders may score the business from its books, until when. */
export function Sharing() {
  const { t, day } = useWords();
  const shares = useResource(ask("score.shares"));
  const [giving, setGiving] = useState(false);
  const end = useCommand();
  const finish = async (id: string) => {
    if (await end.perform(to("score.unshare", { id }))) invalidate("/api/score");
  };
  return (
    <Section title={t("share.title")}>
      <p className="mb-2 max-w-[560px] text-soft">{t("share.hint")}</p>
      {end.problem && <ProblemNotice problem={end.problem} />}
      <Loaded from={shares} rows={2}>
        {({ items }) => (items.length === 0
          ? <Empty title={t("share.none")} />
          : (
            <ul className="ruled max-w-[800px]" data-shares>
              {items.map((share) => (
                <li key={share.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2">
                  <span><bdi className="font-semibold">{share.lender.name}</bdi>{` · ${t("share.until", { day: day(share.until) })}`}</span>
                  <Button weight="danger" busy={end.busy} onClick={() => void finish(share.id)}>{t("share.end")}</Button>
                </li>
              ))}
            </ul>
          ))}
      </Loaded>
      <div className="mt-3"><Button icon="plus" onClick={() => setGiving(true)}>{t("share.give")}</Button></div>
      {giving && <GiveDialog onClose={() => setGiving(false)} />}
    </Section>
  );
}

function GiveDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const search = useSearch();
  const lenders = useResource(ask("lender.list", compact({ search: search.settled, limit: 200 })));
  const [lender, setLender] = useState("");
  const [until, setUntil] = useState(addDays(today(), 365));
  const give = useCommand();
  const [id] = useState(newID);
  const submit = async () => {
    if (!(await give.perform(to("score.share"), { id, lender_id: lender, until }))) return;
    invalidate("/api/score");
    onClose();
  };
  return (
    <Dialog title={t("share.give")} onClose={onClose}>
      <form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <FoundField label={t("share.lender")} empty={t("party.choose")} value={lender} error={give.at("/lender_id")}
          from={lenders} search={search} onChange={setLender} />
        <TextField label={t("share.last_day")} type="date" required min={today()} value={until} error={give.at("/until")}
          onChange={(event) => setUntil(event.target.value)} />
        {give.problem && <ProblemNotice problem={give.problem} />}
        <Button type="submit" weight="main" busy={give.busy} disabled={lender === ""}>{t("share.give")}</Button>
      </form>
    </Dialog>
  );
}
