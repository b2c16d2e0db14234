import { loadCore } from "./core";
import type { Core } from "./core";

export interface PageWords {
  width: number;
  height: number;
  words: { text: string; box: [number, number, number, number]; confidence?: number }[];
}

export interface ReadingRequest {
  pages: PageWords[];
  /** ISO 3166 alpha-2: settles the order of day and month. */
  country?: string;
  /** ISO 4217: what to assume when the paper names none. */
  currency?: string;
  /** ISO 8601: no paper is dated after it. */
  today?: string;
}

/** As `commons read` prints it; a value is null when the paper does not justify one. */
export interface Reading {
  kind: string;
  fields: Record<string, {
    value: string | null;
    confidence: number;
    box: [number, number, number, number] | null;
    page: number | null;
    source: string | null;
  }>;
  lines: { description: string; quantity: string | null; unit_price: string | null; amount: string | null }[];
  warnings: { code: string; message: string; field?: string }[];
}

let loading: Promise<Core> | null = null;

/** What a paper says, from its words and where they stand; a part of the core of its own. */
export async function readWords(request: ReadingRequest): Promise<Reading> {
  loading ??= loadCore("/reading.wasm").catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return (await loading).ask("read_words", request) as Reading;
}
