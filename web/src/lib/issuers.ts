import { get } from "./api/client";
import { ask } from "./api/operations";

/** Whose statements this device believes, with the key that it remembers them by. */
export interface Issuer {
  id: string;
  name: string;
  public_key: string;
  /** RFC 3339: since when, and until when, it signed with this key. */
  valid_from?: string | null;
  valid_until?: string | null;
}

const storageKey = "issuers";

export function trustedIssuers(): Issuer[] {
  const text = localStorage.getItem(storageKey);
  return text === null ? [] : (JSON.parse(text) as Issuer[]);
}

/** Believes one more key of an issuer, or learns that a key was retired: keys change, and old
 * statements keep their old ones. */
export function trust(issuer: Issuer): void {
  const known = trustedIssuers();
  const place = known.findIndex((other) => other.public_key === issuer.public_key);
  const changed = place < 0
    ? [...known, issuer]
    : known.map((other, index) => (index === place ? { ...other, ...issuer } : other));
  localStorage.setItem(storageKey, JSON.stringify(changed));
}

/** The server that gave us this page vouches for its own key; remembered for use offline. */
export async function rememberIssuers(): Promise<void> {
  const { id, name, keys } = await get(ask("issuer.read"));
  // The newest key comes first. The oldest may have signed before anybody wrote down since when.
  keys.forEach((key, index) => trust({
    id, name, public_key: key.public_key,
    valid_from: index === keys.length - 1 ? null : key.created_at,
    valid_until: key.retired_at ?? null,
  }));
}
