import { useEffect, useState } from "react";
import type { ReactNode } from "react";
import { Button } from "../../components/Button";
import { Notice, ProblemNotice } from "../../components/Notice";
import { isFailure } from "../../lib/api/client";
import type { Failure } from "../../lib/api/client";
import type { ScoreRecord } from "../../lib/api/types";
import { useWords } from "../../lib/language";
import { openPack, PackRefusal, packOf, takeAlong } from "./pack";
import type { OpenedPack } from "./pack";

/** Keeps the score on this device: the model, the snapshot and the proof. */
export function TakeAlong({ id }: { id: string }) {
  const { t, language } = useWords();
  const [state, setState] = useState<"idle" | "busy" | "kept">("idle");
  const [problem, setProblem] = useState<Failure | null>(null);
  const take = async () => {
    setState("busy");
    setProblem(null);
    try {
      await takeAlong(id, language);
      setState("kept");
    } catch (error) {
      if (!isFailure(error)) throw error;
      setProblem(error);
      setState("idle");
    }
  };
  return (
    <div className="no-print mb-6 max-w-[640px]">
      {problem && <ProblemNotice problem={problem} />}
      {state === "kept"
        ? <p className="text-good" role="status" data-pack="kept">{t("pack.kept")}</p>
        : <Button icon="download" busy={state === "busy"} onClick={() => void take()}>{t("pack.take")}</Button>}
    </div>
  );
}

type Opening = { step: "looking" } | { step: "none" } | { step: "refused"; verdict: string } | ({ step: "open" } & OpenedPack);

/** Without a network: the pack is verified, then scored again here. Nothing unverified is shown. */
export function OfflineScore({ id, otherwise, onOpen, children }: {
  id: string; otherwise: ReactNode; onOpen: (record: ScoreRecord) => void; children: (record: ScoreRecord) => ReactNode;
}) {
  const { t, instant } = useWords();
  const [opening, setOpening] = useState<Opening>({ step: "looking" });
  useEffect(() => {
    let isHere = true;
    const look = async (): Promise<Opening> => {
      const pack = await packOf(id);
      if (!pack) return { step: "none" };
      try {
        return { step: "open", ...(await openPack(id, pack)) };
      } catch (error) {
        return { step: "refused", verdict: error instanceof PackRefusal ? error.verdict : "unreadable" };
      }
    };
    void look().then((found) => {
      if (!isHere) return;
      setOpening(found);
      if (found.step === "open") onOpen(found.record);
    });
    return () => { isHere = false; };
  }, [id, onOpen]);
  if (opening.step === "looking") return null;
  if (opening.step === "none") return <>{otherwise}</>;
  if (opening.step === "refused") {
    return (
      <div data-pack="refused">
        <Notice signal="bad" title={t("pack.refused")}>{t("pack.refused_hint")} <code className="ltr">{opening.verdict}</code></Notice>
      </div>
    );
  }
  return (
    <>
      <div className="mb-6 max-w-[640px]" data-pack="open">
        <Notice signal={opening.isStale ? "warn" : "good"} icon="shield" title={t("pack.made_here")}>
          {opening.vouchedAt && t("pack.vouched", { at: instant(opening.vouchedAt) })}
        </Notice>
      </div>
      {children(opening.record)}
    </>
  );
}
