import { useEffect, useState } from "react";
import type { ChangeEvent, DragEvent, FormEvent } from "react";
import { Button } from "../../components/Button";
import { Field } from "../../components/Field";
import { Notice } from "../../components/Notice";
import { Loading, Page } from "../../components/Page";
import { useWords } from "../../lib/language";
import { rememberIssuers } from "../../lib/issuers";
import { Conclusion } from "./Conclusion";
import { readCode } from "./picture";
import { Scanner } from "./Scanner";
import { useVerification } from "./verification";

/** Checks a proof on this device alone: no account, no network, nothing is sent anywhere. */
export function Verify() {
  const { t } = useWords();
  const { state, check, again } = useVerification();
  const [text, setText] = useState("");
  const [scanning, setScanning] = useState(false);
  const [over, setOver] = useState(false);
  const [unread, setUnread] = useState(false);

  useEffect(() => {
    // Without a network the issuers of the last visit are the ones this device knows.
    void rememberIssuers().catch(() => undefined);
  }, []);

  const open = async (file: File | undefined) => {
    if (!file) return;
    setUnread(false);
    if (!file.type.startsWith("image/")) return check(new Uint8Array(await file.arrayBuffer()), file.name);
    // Where the core is missing, the check that follows says so.
    const code = await readCode(file).catch(() => "");
    if (code === null) setUnread(true);
    else check(new TextEncoder().encode(code), file.name);
  };
  const chosen = (event: ChangeEvent<HTMLInputElement>) => {
    void open(event.target.files?.[0]);
    event.target.value = "";
  };
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void open(event.dataTransfer.files[0]);
  };
  const pasted = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== "") check(new TextEncoder().encode(text.trim()), null);
  };
  const found = (code: string) => {
    setScanning(false);
    check(new TextEncoder().encode(code), null);
  };

  return (
    <Page title={t("verify.title")} lead={t("verify.lead")} narrow>
      <div aria-live="polite" className="mb-6 empty:hidden">
        {unread && <Notice signal="warn" title={t("verify.no_code")}>{t("verify.no_code_hint")}</Notice>}
        {state.step === "checking" && <Loading rows={2} />}
        {state.step === "failed" && <Notice signal="bad" title={t("verify.core_missing")}>{t(`verify.${state.why}`)}</Notice>}
        {state.step === "no_proof" && (
          <div data-verdict="no_proof">
            <Notice signal="warn" title={t("verify.no_proof")}>
              {t("verify.no_proof_hint")}{state.name && <span className="block text-small text-soft"><bdi>{state.name}</bdi></span>}
            </Notice>
          </div>
        )}
        {state.step === "done" && <Conclusion check={state.check} name={state.name} onTrusted={again} />}
      </div>
      <div
        className={`grid gap-4 rounded-control border-2 border-dashed p-4 ${over ? "border-accent bg-accent-wash" : "border-edge"}`}
        onDragOver={(event) => { event.preventDefault(); setOver(true); }}
        onDragLeave={() => setOver(false)} onDrop={dropped}
      >
        <div className="flex flex-wrap gap-3">
          <label className="button button-main focus-within:outline-3 focus-within:outline-offset-2">
            {t("verify.open")}
            <input type="file" className="sr-only" onChange={chosen} data-bundle />
          </label>
          <label className="button focus-within:outline-3 focus-within:outline-offset-2">
            {t("verify.open_picture")}
            <input type="file" accept="image/*" className="sr-only" onChange={chosen} data-picture />
          </label>
          {"mediaDevices" in navigator && !scanning && <Button icon="camera" onClick={() => setScanning(true)}>{t("verify.scan")}</Button>}
        </div>
        {scanning && <Scanner onFound={found} onClose={() => setScanning(false)} />}
        <form onSubmit={pasted} className="grid gap-3">
          <Field label={t("verify.paste")} hint={t("verify.paste_hint")}>
            {(wiring) => (
              <textarea
                {...wiring} className="control font-mono" dir="ltr" spellCheck={false} value={text}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
          <div><Button type="submit" icon="shield" disabled={text.trim() === ""}>{t("verify.check")}</Button></div>
        </form>
      </div>
    </Page>
  );
}
