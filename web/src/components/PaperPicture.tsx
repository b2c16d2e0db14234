import { useEffect, useRef, useState } from "react";
import type { RefObject } from "react";
import { useWords } from "../lib/language";
import { Notice } from "./Notice";

/** Left, top, width and height in pixels of the page. */
export type Box = number[];

interface Props {
  address: string;
  width: number;
  height: number;
  label: string;
  boxes?: { name: string; box: Box }[];
  focus?: string | null;
  /** Shows only the surroundings of the focused box. */
  zoomed?: boolean;
  onPick?: (name: string) => void;
  className?: string;
}

/** A captured picture with the places where its fields were read. */
export function PaperPicture(props: Props) {
  const { address, width, height, label, boxes = [], focus, zoomed = false, onPick } = props;
  const { t } = useWords();
  const [failed, setFailed] = useState(false);
  const frame = useRef<SVGSVGElement>(null);
  const aspect = useAspect(frame);
  if (failed) return <Notice signal="plain" title={t("picture.unavailable")} />;
  const focused = boxes.find((box) => box.name === focus);
  const view = zoomed && focused
    ? surroundings(focused.box, width, height, aspect) : `0 0 ${width} ${height}`;
  return (
    <svg
      ref={frame} className={props.className ?? "block w-full"} viewBox={view} role="img"
      aria-label={label} data-view={view}
    >
      <image href={address} width={width} height={height} preserveAspectRatio="none" onError={() => setFailed(true)} />
      {boxes.map(({ name, box: [x, y, w, h] }) => (
        <rect
          key={name} x={x} y={y} width={w} height={h} data-box={name}
          className={name === focus ? "paper-box paper-box-focus" : "paper-box"}
          onClick={onPick && (() => onPick(name))}
        />
      ))}
    </svg>
  );
}

/** The words of one field, cut out of the picture, to compare with what was read. */
export function PaperCrop({ address, width, height, box }: {
  address: string; width: number; height: number; box: Box;
}) {
  const [failed, setFailed] = useState(false);
  if (failed) return null;
  const [x, y, w, h] = box;
  const margin = Math.max(4, Math.round(h * 0.35));
  const view = [x - margin, y - margin, w + 2 * margin, h + 2 * margin].join(" ");
  return (
    <svg
      className="block h-11 max-w-full rounded-control border border-rule bg-wash" viewBox={view}
      preserveAspectRatio="xMinYMid meet" aria-hidden="true"
    >
      <image href={address} width={width} height={height} preserveAspectRatio="none" onError={() => setFailed(true)} />
    </svg>
  );
}

/** Width by height of the frame on the screen. */
function useAspect(frame: RefObject<SVGSVGElement>): number {
  const [aspect, setAspect] = useState(1);
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => {
      const { clientWidth, clientHeight } = element;
      if (clientWidth > 0 && clientHeight > 0) setAspect(clientWidth / clientHeight);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return aspect;
}

/** The part of the page around a box that fills the frame and holds the whole box. */
function surroundings([x, y, w, h]: Box, width: number, height: number, aspect: number): string {
  const seen = Math.min(width, Math.max(w * 1.25, width * 0.6, h * 3 * aspect));
  const tall = Math.min(height, seen / aspect);
  const left = Math.min(Math.max(0, x + w / 2 - seen / 2), width - seen);
  const top = Math.min(Math.max(0, y + h / 2 - tall / 2), height - tall);
  return `${left} ${top} ${seen} ${tall}`;
}
