import { loadCore } from "./core";
import type { Core } from "./core";

export interface ForecastRequest {
  /** One a step, oldest first; null where a value is missing. */
  values: (number | null)[];
  horizon: number;
  /** Steps of a season; 1 when absent. */
  season?: number;
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
