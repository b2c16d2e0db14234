/** Where the weeks of a forecast lie in a picture of so many pixels. */
export interface CashScale {
  x: (week: number) => number;
  y: (amount: number) => number;
  /** Round amounts within the picture, zero among them. */
  ticks: number[];
}

export interface Frame {
  width: number;
  height: number;
  top: number;
  bottom: number;
  start: number;
  end: number;
  /** Time runs from right to left. */
  mirrored: boolean;
}

/** Zero is always in the picture: the question is how far above it the money stays. */
export function cashScale(amounts: number[], weeks: number, frame: Frame): CashScale {
  const most = Math.max(...amounts, 0);
  const least = Math.min(...amounts, 0);
  const step = roundStep((most - least || 1) / 4);
  const low = Math.floor(least / step) * step;
  const high = Math.ceil(most / step) * step || step;
  const span = frame.width - frame.start - frame.end;
  const rise = frame.height - frame.top - frame.bottom;
  const ticks = [];
  for (let tick = low; tick <= high + step / 2; tick += step) ticks.push(tick);
  return {
    x: (week) => {
      const along = frame.start + (span * week) / weeks;
      return frame.mirrored ? frame.width - along : along;
    },
    y: (amount) => frame.top + (rise * (high - amount)) / (high - low),
    ticks,
  };
}

function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const head = step / power;
  return (head <= 1 ? 1 : head <= 2 ? 2 : head <= 5 ? 5 : 10) * power;
}

export function line(points: [number, number][]): string {
  return points.map(([x, y], index) => `${index === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`)
    .join("");
}

/** The area between an upper and a lower edge. */
export function area(upper: [number, number][], lower: [number, number][]): string {
  return `${line([...upper, ...[...lower].reverse()])}Z`;
}
