import { useCallback, useRef, useState } from "react";
import { verificationObstacle, verifyBundle } from "../../lib/core";
import type { Verification } from "../../lib/core";
import { trustedIssuers } from "../../lib/issuers";

export type { Verification };

type State =
  | { step: "idle" }
  | { step: "checking" }
  | { step: "failed"; why: "core_missing_hint" | "insecure_page" | "old_browser" }
  | { step: "no_proof"; name: string | null }
  | { step: "done"; check: Verification; name: string | null };

/** A status older than this is called old: the issuer may have revoked the proof since. */
const maximumStatusAge = 30 * 86_400;

/**
 * Whether a file begins as proofs do: with the tag of self-described CBOR (RFC 8949), or with the mark of
 * a code. Anything else was never one, so that nobody can have tampered with it.
 */
function mayBeProof(bytes: Uint8Array): boolean {
  const isTagged = [0xd9, 0xd9, 0xf7].every((byte, index) => bytes[index] === byte);
  return isTagged || /^\s*CL1:/i.test(new TextDecoder().decode(bytes.subarray(0, 64)));
}

/** Verifies with the same code as the server, here in the browser. */
export function useVerification() {
  const [state, setState] = useState<State>({ step: "idle" });
  const last = useRef<{ proof: Uint8Array; name: string | null } | null>(null);

  const check = useCallback((proof: Uint8Array, name: string | null) => {
    last.current = { proof, name };
    if (!mayBeProof(proof)) {
      setState({ step: "no_proof", name });
      return;
    }
    setState({ step: "checking" });
    verifyBundle(proof, {
      trustedIssuers: trustedIssuers(), now: new Date().toISOString(), maximumStatusAge,
    }).then(
      (result) => setState({ step: "done", check: result, name }),
      async () => setState({ step: "failed", why: (await verificationObstacle()) ?? "core_missing_hint" }),
    );
  }, []);

  const again = useCallback(() => {
    if (last.current) check(last.current.proof, last.current.name);
  }, [check]);

  return { state, check, again };
}
