import { useCallback, useRef, useState } from "react";
import { verificationObstacle, verifyBundle } from "../../lib/core";
import type { Verification } from "../../lib/core";
import { trustedIssuers } from "../../lib/issuers";

export type { Verification };

type State =
  | { step: "idle" }
  | { step: "checking" }
  | { step: "failed"; why: "core_missing_hint" | "insecure_page" | "old_browser" }
  | { step: "done"; check: Verification; name: string | null };

/** A status older than this is called old: the issuer may have revoked the proof since. */
const maximumStatusAge = 30 * 86_400;

/** Verifies with the same code as the server, here in the browser. */
export function useVerification() {
  const [state, setState] = useState<State>({ step: "idle" });
  const last = useRef<{ proof: Uint8Array; name: string | null } | null>(null);

  const check = useCallback((proof: Uint8Array, name: string | null) => {
    last.current = { proof, name };
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
