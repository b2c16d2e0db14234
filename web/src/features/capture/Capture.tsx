import { useEffect, useRef, useState } from "react";
import type { ChangeEvent, DragEvent } from "react";
import { Button, ButtonLink } from "../../components/Button";
import { Icon } from "../../components/Icon";
import { Notice } from "../../components/Notice";
import { Page, Section } from "../../components/Page";
import { useOnline } from "../../lib/connection";
import type { Measure } from "../../lib/core/pictures";
import { useWords } from "../../lib/language";
import { outbox, useOutbox } from "../../lib/outbox";
import { paperReader } from "../../lib/paperReader";
import { useIdentity } from "../../lib/session";
import { measured } from "../../lib/sheets";
import { CameraView } from "./CameraView";
import { ReadHere } from "./ReadHere";
import { Several } from "./Several";
import { WaitingRow } from "./WaitingRow";

const accepted = "image/jpeg,image/png,image/tiff,application/pdf,text/xml,application/xml,.xml";

/** Photograph or drop papers. Each is on disk before it is said to be kept; a weak shot of the camera and a
    picture of several papers are asked about first. */
export function Capture() {
  const { t } = useWords();
  const online = useOnline();
  const { organisation } = useIdentity();
  const { items, sent, refused } = useOutbox();
  const [over, setOver] = useState(false);
  const [filming, setFilming] = useState(false);
  const [crowded, setCrowded] = useState<{ file: File; sheets: [number, number][][] }[]>([]);
  const camera = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);

  useEffect(() => {
    // What reading on this device needs is fetched once, and not over a connection that must be saved.
    const link = (navigator as { connection?: { saveData?: boolean } }).connection;
    if (!link?.saveData) paperReader().prepare().catch(() => undefined);
  }, []);

  const add = async (files: File[]) => {
    for (const file of files) await outbox.add(file, organisation).catch(() => undefined);
  };
  /** A picture of several papers is asked about; everything else is kept at once. */
  const take = async (file: File, measure: Measure | null) => {
    const sheets = measure?.sheets ?? [];
    if (sheets.length > 1) setCrowded((others) => [...others, { file, sheets }]);
    else await add([file]);
  };
  const keep = async (list: FileList | null) => {
    for (const file of Array.from(list ?? [])) await take(file, await measured(file));
  };
  const film = () => {
    if (navigator.mediaDevices) setFilming(true);
    else camera.current?.click();
  };
  const chosen = (event: ChangeEvent<HTMLInputElement>) => {
    const input = event.target;
    void keep(input.files).then(() => { input.value = ""; });
  };
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void keep(event.dataTransfer.files);
  };

  return (
    <Page title={t("capture.title")} lead={t("capture.lead")} narrow>
      {filming && (
        <CameraView
          onTaken={(file, measure) => { setFilming(false); void take(file, measure); }}
          onOwnCamera={() => { setFilming(false); camera.current?.click(); }}
          onClose={() => setFilming(false)}
        />
      )}
      <div
        hidden={filming}
        className={`grid gap-4 rounded-control border-2 border-dashed p-6 text-center ${
          over ? "border-accent bg-accent-wash" : "border-edge"}`}
        onDragOver={(event) => { event.preventDefault(); setOver(true); }}
        onDragLeave={() => setOver(false)} onDrop={dropped}
      >
        <span className="mx-auto text-accent"><Icon name="camera" size={48} /></span>
        <p className="hidden text-soft desk:block">{t("capture.drop")}</p>
        <div className="grid gap-3 wide:flex wide:justify-center">
          <Button weight="main" icon="camera" onClick={film}>{t("capture.camera")}</Button>
          <Button icon="paper" onClick={() => files.current?.click()}>{t("capture.files")}</Button>
        </div>
        <input ref={camera} type="file" hidden aria-label={t("capture.camera")} accept="image/*" capture="environment" onChange={chosen} />
        <input ref={files} type="file" hidden aria-label={t("capture.files")} accept={accepted} multiple onChange={chosen} data-files />
        <p className="text-small text-soft">{t("capture.kinds")}</p>
      </div>

      <div className="mt-4 grid gap-4" aria-live="polite">
        {!online && <Notice signal="plain" icon="offline" title={t("capture.offline")} />}
        {crowded.slice(0, 1).map(({ file, sheets }) => (
          <Several
            key={`${file.name} ${file.lastModified}`} file={file} sheets={sheets}
            onKeep={(files) => { setCrowded((others) => others.slice(1)); void add(files); }}
          />
        ))}
        {refused && <Notice signal="bad" title={t("capture.refused", { name: refused })}>{t("capture.refused_hint")}</Notice>}
      </div>

      {items.length > 0 && (
        <div className="mt-8">
          <Section title={t("outbox.waiting", { count: items.length })}>
            <ul className="ruled">{items.map((item) => <li key={item.id}><WaitingRow item={item} /></li>)}</ul>
          </Section>
        </div>
      )}
      {sent.length > 0 && (
        <div className="mt-8" data-sent={sent.length}>
          <Section title={t("capture.sent", { count: sent.length })}>
            <ul className="ruled">
              {sent.map((item) => (
                <li key={item.id} className="flex items-center justify-between gap-4 py-2">
                  <span className="flex min-w-0 items-center gap-2">
                    <span className="text-good"><Icon name="check" /></span>
                    <span className="min-w-0">
                      <span className="block truncate">{item.file_name}</span>
                      <ReadHere id={item.id} />
                    </span>
                  </span>
                  <ButtonLink href={`/papers/${item.id}`} weight="quiet">{t("action.review")}</ButtonLink>
                </li>
              ))}
            </ul>
          </Section>
        </div>
      )}
    </Page>
  );
}
