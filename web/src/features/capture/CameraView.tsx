import { useEffect, useRef, useState } from "react";
import type { RefObject } from "react";
import { Button } from "../../components/Button";
import { Notice } from "../../components/Notice";
import type { Measure } from "../../lib/core/pictures";
import { useWords } from "../../lib/language";
import { PaperReader } from "../../lib/paperReader";
import { measured } from "../../lib/sheets";
import { AdviceText } from "./AdviceText";
import { Picture } from "./Picture";

/** Milliseconds between two looks through the camera. */
const pause = 150;
const quality = 0.92;

interface Props {
  /** `measure` is null where this device could not tell. */
  onTaken: (file: File, measure: Measure | null) => void;
  onOwnCamera: () => void;
  onClose: () => void;
}

/** The camera with the paper's edges drawn as they are found; no frame leaves the device. */
export function CameraView({ onTaken, onOwnCamera, onClose }: Props) {
  const { t } = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const { view, failed } = useView(video);
  const [weak, setWeak] = useState<{ file: File; measure: Measure } | null>(null);
  const [busy, setBusy] = useState(false);

  const shoot = async () => {
    setBusy(true);
    const file = await frameOf(video.current);
    const measure = file && await measured(file);
    setBusy(false);
    if (file && measure && measure.advice.length > 0) setWeak({ file, measure });
    else if (file) onTaken(file, measure);
  };

  if (failed) {
    return (
      <Notice signal="warn" title={t("capture.no_camera")} action={<CameraButtons onOwnCamera={onOwnCamera} onClose={onClose} />} />
    );
  }
  return (
    <div className="grid gap-3" data-camera={view?.corners ? "paper" : "looking"}>
      {weak && (
        <Notice
          signal="warn" title={t("capture.weak")}
          action={(
            <div className="flex flex-wrap gap-2">
              <Button weight="main" icon="camera" onClick={() => setWeak(null)}>{t("capture.again")}</Button>
              <Button onClick={() => onTaken(weak.file, weak.measure)}>{t("capture.keep_anyway")}</Button>
            </div>
          )}
        >
          <AdviceText advice={weak.measure.advice} />
          <Picture file={weak.file} label={t("capture.weak")} />
        </Notice>
      )}
      <div className="relative bg-wash" hidden={weak !== null}>
        <video ref={video} muted playsInline className="w-full" aria-label={t("capture.camera")} />
        {view?.corners && <Edges corners={view.corners} />}
      </div>
      {!weak && (
        <>
          <p className="min-h-10 text-soft" aria-live="polite">
            {view && view.advice.length > 0
              ? <AdviceText advice={view.advice.slice(0, 1)} />
              : t(view?.corners ? "capture.camera_ready" : "capture.camera_seek")}
          </p>
          <div className="flex flex-wrap gap-2">
            <Button weight="main" icon="camera" busy={busy} onClick={() => void shoot()}>{t("capture.shoot")}</Button>
            <CameraButtons onOwnCamera={onOwnCamera} onClose={onClose} />
          </div>
        </>
      )}
    </div>
  );
}

function CameraButtons({ onOwnCamera, onClose }: { onOwnCamera: () => void; onClose: () => void }) {
  const { t } = useWords();
  return (
    <>
      <Button onClick={onOwnCamera}>{t("capture.own_camera")}</Button>
      <Button weight="quiet" onClick={onClose}>{t("action.cancel")}</Button>
    </>
  );
}

/** Over the whole video, whose sides are one each. */
function Edges({ corners }: { corners: [number, number][] }) {
  return (
    <svg className="absolute inset-0 h-full w-full text-accent" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
      <polygon
        points={corners.map((corner) => corner.join(",")).join(" ")} fill="none" stroke="currentColor"
        strokeWidth={4} strokeLinejoin="round" vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}

function useView(video: RefObject<HTMLVideoElement>): { view: Measure | null; failed: boolean } {
  const [view, setView] = useState<Measure | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const eye = new PaperReader();
    let stream: MediaStream | null = null;
    let timer = 0;
    let stopped = false;
    const look = async (element: HTMLVideoElement) => {
      // Without the core nothing is drawn, and the picture can be taken all the same.
      const found = element.videoWidth > 0
        ? await createImageBitmap(element).then((frame) => eye.view(frame)).catch(() => null) : null;
      if (stopped) return;
      setView(found);
      timer = window.setTimeout(() => void look(element), pause);
    };
    const watch = async () => {
      stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: "environment", width: { ideal: 2560 }, height: { ideal: 1440 } },
      });
      const element = video.current;
      if (stopped || !element) return stop(stream);
      element.srcObject = stream;
      await element.play();
      return look(element);
    };
    watch().catch(() => {
      if (!stopped) setFailed(true);
    });
    return () => {
      stopped = true;
      window.clearTimeout(timer);
      eye.close();
      stop(stream);
    };
  }, [video]);
  return { view, failed };
}

function stop(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/** The picture that the camera shows, as a file of its full size. */
async function frameOf(video: HTMLVideoElement | null): Promise<File | null> {
  if (!video || video.videoWidth === 0) return null;
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext("2d")?.drawImage(video, 0, 0);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", quality));
  const name = `photo-${new Date().toISOString().slice(0, 19).replace(/[:T]/g, "-")}.jpg`;
  return blob && new File([blob], name, { type: blob.type });
}
