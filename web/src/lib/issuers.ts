import { get } from "./api/client";
import { ask } from "./api/operations";

/** Whose statements this device believes, with the key that it remembers them by. */
export interface Issuer {
  id: string;
  name: string;
  public_key: string;
}

const storageKey = "issuers";

export function trustedIssuers(): Issuer[] {
  const text = localStorage.getItem(storageKey);
  return text === null ? [] : (JSON.parse(text) as Issuer[]);
}

/** Believes one more key of an issuer: keys change, and old statements keep their old ones. */
export function trust(issuer: Issuer): void {
  const known = trustedIssuers();
  if (known.some((other) => other.public_key === issuer.public_key)) return;
  localStorage.setItem(storageKey, JSON.stringify([...known, issuer]));
}

/** The server that gave us this page vouches for its own key; remembered for use offline. */
export async function rememberIssuers(): Promise<void> {
  const { id, name, keys } = await get(ask("issuer.read"));
  for (const key of keys) trust({ id, name, public_key: key.public_key });
}
