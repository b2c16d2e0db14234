import { useEffect, useRef, useState } from "react";
import { Button } from "../../components/Button";
import { Notice } from "../../components/Notice";
import { useWords } from "../../lib/language";
import { openEye } from "./picture";

/** Milliseconds between two looks, so that the page stays free to answer. */
const pause = 100;

/** The camera, looked through until a code is seen; no frame leaves the device. */
export function Scanner({ onFound, onClose }: { onFound: (text: string) => void; onClose: () => void }) {
  const { t } = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const [failure, setFailure] = useState<"no_camera" | "core_missing" | null>(null);
  const found = useRef(onFound);
  found.current = onFound;

  useEffect(() => {
    let stream: MediaStream | null = null;
    let timer = 0;
    let stopped = false;
    const watch = async () => {
      const eye = await openEye().catch(() => null);
      if (!eye) return setFailure("core_missing");
      // A proof's code has 117 modules a side: it wants more pixels than a camera gives unasked.
      stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } },
      });
      const element = video.current;
      if (stopped || !element) return stop(stream);
      element.srcObject = stream;
      await element.play();
      const look = async () => {
        if (stopped) return;
        const text = await eye(element).catch(() => null);
        if (stopped) return;
        if (text !== null) found.current(text);
        else timer = window.setTimeout(() => void look(), pause);
      };
      return look();
    };
    watch().catch(() => {
      if (!stopped) setFailure("no_camera");
    });
    return () => {
      stopped = true;
      window.clearTimeout(timer);
      stop(stream);
    };
  }, []);

  return (
    <div className="grid gap-3" data-scanner>
      {failure === "no_camera" && <Notice signal="warn" title={t("verify.no_camera")} />}
      {failure === "core_missing" && <Notice signal="bad" title={t("verify.core_missing")}>{t("verify.core_missing_hint")}</Notice>}
      {!failure && (
        <>
          <video ref={video} muted playsInline className="w-full bg-wash" aria-label={t("verify.scan")} />
          <p className="text-small text-soft">{t("verify.scan_hint")}</p>
        </>
      )}
      <div><Button onClick={onClose}>{t("action.cancel")}</Button></div>
    </div>
  );
}

function stop(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
