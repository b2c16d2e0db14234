import { fromBase64URL, loadCore } from "./core";
import type { Conclusion, Core, Inspection, TrustedIssuer } from "./core";

/** What a proof shows together with its verdict. */
export type Verification = Inspection & Conclusion;

export interface VerificationRequest {
  trustedIssuers: TrustedIssuer[];
  /** RFC 3339. */
  now: string;
  /** Seconds; null never calls a proof stale. */
  maximumStatusAge: number | null;
}

let loading: Promise<Core> | null = null;

/** The core that comes with the page; loaded once, and again only if that failed. */
export function core(): Promise<Core> {
  loading ??= loadCore("/core.wasm").catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

/**
 * Verifies a proof, given as a bundle's bytes or a code's text, without a network. The core does
 * everything but the signatures, which are the browser's: Ed25519 of WebCrypto.
 */
export async function verifyBundle(
  proof: Uint8Array, request: VerificationRequest,
): Promise<Verification> {
  return verifyWith(await core(), proof, request);
}

export async function verifyWith(
  swift: Core, proof: Uint8Array, request: VerificationRequest,
): Promise<Verification> {
  const inspection = swift.inspectProof(proof);
  const signatureResults = await Promise.all(inspection.signatures.map(isValid));
  return { ...inspection, ...swift.concludeProof(proof, { ...request, signatureResults }) };
}

/** Why this browser cannot check signatures, if it cannot: it is too old, or the page came
 * neither over HTTPS nor from this very machine. */
export async function verificationObstacle(): Promise<"insecure_page" | "old_browser" | null> {
  if (!globalThis.isSecureContext || !crypto.subtle) return "insecure_page";
  try {
    await crypto.subtle.importKey("raw", publicKeyOfNobody(), "Ed25519", false, ["verify"]);
    return null;
  } catch {
    return "old_browser";
  }
}

async function isValid(check: Inspection["signatures"][number]): Promise<boolean> {
  let key: CryptoKey;
  try {
    key = await crypto.subtle.importKey(
      "raw", fromBase64URL(check.public_key), "Ed25519", false, ["verify"]);
  } catch (error) {
    // Bytes that are no point of the curve are no key; a browser without Ed25519 is another matter.
    if ((await verificationObstacle()) !== null) throw error;
    return false;
  }
  return crypto.subtle.verify(
    "Ed25519", key, fromBase64URL(check.signature), fromBase64URL(check.message));
}

/** The public key of RFC 8032, section 7.1, test 1. */
function publicKeyOfNobody(): Uint8Array {
  return fromBase64URL("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
}
