import type { ScoreRecord } from "../../lib/api/types";

export interface Step {
  feature: string;
  label: string;
  shown: string;
  points: number;
  withheld: number;
  /** Where the bar begins and ends, in points. */
  from: number;
  to: number;
}

export interface Course {
  base: number;
  end: number;
  steps: Step[];
  /** The axis: whole tens around everything that is drawn. */
  low: number;
  high: number;
}

/** From where everybody starts to the score: what costs most first, then what brings most. */
export function course(score: Pick<ScoreRecord, "base_points" | "contributions" | "points">): Course {
  const base = score.base_points ?? 0;
  const parts = [...score.contributions]
    .filter((part) => Math.abs(part.points) >= 0.5)
    .sort((a, b) => a.points - b.points);
  let at = base;
  const steps = parts.map((part) => {
    const step = { ...part, from: at, to: at + part.points };
    at = step.to;
    return step;
  });
  const values = [base, score.points ?? at, ...steps.map((step) => step.to)];
  return {
    base, end: score.points ?? at, steps,
    low: Math.floor((Math.min(...values) - 5) / 10) * 10,
    high: Math.ceil((Math.max(...values) + 5) / 10) * 10,
  };
}
