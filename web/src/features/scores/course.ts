import type { ScoreRecord } from "../../lib/api/types";

export interface Step {
  feature: string;
  label: string;
  shown: string;
  points: number;
  /** As it is shown: together with the base and the others it makes the score. */
  whole: number;
  withheld: number;
  /** Where the bar begins and ends, in points. */
  from: number;
  to: number;
}

export interface Course {
  base: number;
  wholeBase: number;
  end: number;
  /** Those that are shown: what rounds to no point at all moves nothing. */
  steps: Step[];
  /** By feature, as it is shown. */
  whole: Map<string, number>;
  /** The axis: whole tens around everything that is drawn. */
  low: number;
  high: number;
}

/** From where everybody starts to the score: what costs most first, then what brings most. */
export function course(score: Pick<ScoreRecord, "base_points" | "contributions" | "points">): Course {
  const base = score.base_points ?? 0;
  const all = score.contributions;
  const end = score.points ?? Math.round(base + all.reduce((sum, part) => sum + part.points, 0));
  const [wholeBase = 0, ...rounded] = wholes([base, ...all.map((part) => part.points)], end);
  const whole = new Map(all.map((part, place) => [part.feature, rounded[place] ?? 0]));
  let at = base;
  const steps = all
    .map((part) => ({ ...part, whole: whole.get(part.feature) ?? 0 }))
    .filter((part) => part.whole !== 0)
    .sort((a, b) => a.points - b.points)
    .map((part) => {
      const step = { ...part, from: at, to: at + part.points };
      at = step.to;
      return step;
    });
  const values = [base, end, ...steps.map((step) => step.to)];
  return {
    base, wholeBase, end, steps, whole,
    low: Math.floor((Math.min(...values) - 5) / 10) * 10,
    high: Math.ceil((Math.max(...values) + 5) / 10) * 10,
  };
}

/** Whole numbers in the place of parts that add up to a total, by largest remainder: each is the
 * part rounded down, and one more where most was lost. Each rounded on its own they would miss it. */
export function wholes(parts: number[], total: number): number[] {
  const down = parts.map(Math.floor);
  let left = total - down.reduce((sum, part) => sum + part, 0);
  const losses = parts.map((part, place) => ({ place, lost: part - (down[place] ?? 0) })).sort((a, b) => b.lost - a.lost);
  for (const { place } of losses) {
    if (left <= 0) break;
    down[place] = (down[place] ?? 0) + 1;
    left -= 1;
  }
  // Parts that never made the total: the first one, where everybody starts, takes the rest.
  down[0] = (down[0] ?? 0) + left;
  return down;
}
