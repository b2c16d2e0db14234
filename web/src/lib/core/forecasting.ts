import { loadCore } from "./core";
import type { Core } from "./core";

export interface ForecastRequest {
  /** One a step, oldest first; null where a value is missing, at the end a step to forecast. */
  values: (number | null)[];
  horizon: number;
  /** Steps of a season; when absent what the frequency lets one expect, 1 without one. */
  season?: number;
  /** The first value's day, perhaps with its clock time; with a frequency. */
  first?: string;
  /** As `commons forecast --frequency`; with the first value's day. */
  frequency?: string;
  /** As `commons forecast --model`; auto when absent. */
  model?: string;
}

export interface SeriesForecast {
  p10: number[];
  p50: number[];
  p90: number[];
  /** The part of p50 that the season adds. */
  season_part: number[];
  members: { name: string; weight: number }[];
  /** Null where the past is too short to say. */
  mase: number | null;
  naive_mase: number | null;
  /** The steps' times, the frequency in words and the season, where the first day was given. */
  ds?: string[];
  frequency?: string;
  season?: number;
}

let loading: Promise<Core> | null = null;

/** What a series may do next; a part of the core of its own. */
export async function forecast(request: ForecastRequest): Promise<SeriesForecast> {
  loading ??= loadCore("/forecasting.wasm").catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return (await loading).ask("forecast", request) as SeriesForecast;
}
