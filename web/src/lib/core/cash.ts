import type { Reply } from "../api/operations";
import { loadCore } from "./core";
import type { Core } from "./core";

/** What the core answers: the same members as the server's reply, computed here. */
export type CashForecast = Pick<
  Reply<"forecast.read">, "currency" | "as_of" | "opening" | "weeks" | "shortage"
>;
export type CashBasis = Reply<"forecast.read">["basis"];

let loading: Promise<Core> | null = null;

/** Gets what computes a forecast while there is a network, so that it is there without one. */
export function prepareCash(): Promise<Core> {
  loading ??= loadCore("/cash.wasm").catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

/** The forecast of a basis under a scenario such as `late:PARTY:21,sales:-20`. */
export async function cashForecast(basis: CashBasis, scenario: string): Promise<CashForecast> {
  return (await prepareCash()).ask("cash_forecast", { basis, scenario }) as CashForecast;
}
