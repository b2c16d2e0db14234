import type { Reply } from "../../lib/api/operations";

type Scored = Reply<"score.history">["items"][number];

/** What was decided with a score, loan by loan. A reply that a device kept before there were loans has none. */
export function loansOf(item: Scored): Scored["loans"] {
  return (item as Partial<Scored>).loans ?? [];
}
