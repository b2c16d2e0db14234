import { loadCore } from "./core";
import type { Core } from "./core";

export interface ScoreRequest {
  /** LightGBM's text. */
  model: string;
  calibration: unknown;
  card: unknown;
  /** Of the model with its curve and card; refused where they are not those. */
  model_sha256?: string;
  features: { name: string; value: number | null; proof: number; rows: number }[];
  language: string;
}

/** As the server's record has it; `texts` say it in the asked language. */
export interface DeviceScore {
  raw: number;
  probability: number;
  probability_low: number | null;
  probability_high: number | null;
  points: number;
  evidence_points: number;
  band: "A" | "B" | "C" | "D" | "E";
  coverage: number;
  abstained: "thin_history" | "few_features" | null;
  base_points: number;
  contributions: { feature: string; points: number; withheld: number }[];
  reasons: { feature: string; value: number | null; points: number }[];
  actions: { feature: string; from: number | null; to: number; points: number; probability: number }[];
  texts: {
    abstained: string | null;
    reasons: string[];
    actions: string[];
    features: { name: string; label: string; shown: string }[];
  };
}

let loading: Promise<Core> | null = null;

/** The score of a snapshot, made on the device; a part of the core of its own. */
export async function scoreHere(request: ScoreRequest): Promise<DeviceScore> {
  loading ??= loadCore("/scoring.wasm").catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return (await loading).ask("score", request) as DeviceScore;
}
