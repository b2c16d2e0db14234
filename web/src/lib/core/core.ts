/** The Swift core as WebAssembly: the same functions, with the same answers, as on the server. */

interface CoreExports {
  memory: WebAssembly.Memory;
  core_allocate(count: number): number;
  core_free(address: number): void;
}

/** A call that the core did not answer; `pointer` is a JSON pointer into the input. */
export class CoreRefusal extends Error {
  constructor(readonly code: string, message: string, readonly pointer: string) {
    super(message);
    this.name = "CoreRefusal";
  }
}

export interface Field {
  name: string;
  value: string;
}

export interface Defect {
  code: string;
  message: string;
}

/** Everything that a proof shows; bytes are base64url, hashes hexadecimal, instants RFC 3339. */
export interface Inspection {
  statement: {
    id: string;
    kind: string;
    issuer: { id: string; name: string; public_key: string };
    subject_id: string;
    issued_at: string;
    fields: Field[];
    has_personal_fields: boolean;
    content_sha256: string | null;
    previous_statement: string | null;
  } | null;
  disclosed: Field[];
  withheld: string[];
  log: { origin: string; size: string; root: string; leaf_index: string } | null;
  status: { as_of: string; revoked_at: string | null; reason: string | null } | null;
  signatures: {
    role: "statement" | "checkpoint" | "status";
    message: string;
    public_key: string;
    signature: string;
  }[];
  defects: Defect[];
}

export interface TrustedIssuer {
  id: string;
  name: string;
  public_key: string;
  /** RFC 3339: since when, and until when, the issuer signed with this key. */
  valid_from?: string | null;
  valid_until?: string | null;
}

/** Exactly one of five; the other members are there where they mean something. */
export interface Conclusion {
  verdict: "valid" | "stale" | "revoked" | "unknown_issuer" | "tampered";
  status_as_of?: string;
  revoked_at?: string;
  reason?: string;
  issuer?: { id: string; claimed_name: string; public_key: string };
  defect?: Defect;
}

export interface ConclusionRequest {
  signatureResults: boolean[];
  trustedIssuers: TrustedIssuer[];
  /** RFC 3339. */
  now: string;
  /** Seconds; null never calls a proof stale. */
  maximumStatusAge: number | null;
}

export interface DocumentTotals {
  currency: string;
  line_nets: string[];
  line_total: string;
  net: string;
  taxes: { code: string; base: string; amount: string }[];
  tax: string;
  total: string;
  rounding: string;
  payable: string;
  withheld: string;
  due: string;
}

export class Core {
  private exports: CoreExports;

  constructor(private readonly module: WebAssembly.Module) {
    this.exports = Core.start(module);
  }

  inspectProof(proof: Uint8Array): Inspection {
    return this.call("proof_inspect", proof) as Inspection;
  }

  concludeProof(proof: Uint8Array, request: ConclusionRequest): Conclusion {
    return this.ask("proof_conclude", {
      proof: toBase64URL(proof),
      signature_results: request.signatureResults,
      trusted_issuers: request.trustedIssuers,
      now: request.now,
      maximum_status_age: request.maximumStatusAge,
    }) as Conclusion;
  }

  /** `document` as the API's requests have it. */
  totals(document: unknown): DocumentTotals {
    return this.ask("totals", document) as DocumentTotals;
  }

  parseMoney(amount: string, currency: string) {
    return this.ask("money_parse", { amount, currency }) as {
      amount: string; currency: string; minor_units: string;
    };
  }

  formatMoney(minorUnits: bigint, currency: string) {
    return this.ask("money_format", { minor_units: minorUnits.toString(), currency }) as {
      amount: string; currency: string;
    };
  }

  sha256(bytes: Uint8Array): string {
    return (this.call("sha256", bytes) as { sha256: string }).sha256;
  }

  ask(name: string, request: unknown): unknown {
    return this.call(name, new TextEncoder().encode(JSON.stringify(request)));
  }

  /** Any of the core's functions by its name: bytes in, JSON out. */
  call(name: string, input: Uint8Array): unknown {
    const answer = JSON.parse(this.run(name, input)) as { error?: Defect & { pointer: string } };
    if (answer.error) {
      throw new CoreRefusal(answer.error.code, answer.error.message, answer.error.pointer);
    }
    return answer;
  }

  private run(name: string, input: Uint8Array): string {
    const wasm = this.exports;
    const run = (wasm as unknown as Record<string, (address: number, count: number) => number>)[name];
    if (!run) throw new Error(`the core has no function ${name}`);
    try {
      const given = wasm.core_allocate(input.length);
      if (given === 0) throw new RangeError("no memory for the input");
      new Uint8Array(wasm.memory.buffer, given >>> 0, input.length).set(input);
      const address = run(given, input.length) >>> 0;
      wasm.core_free(given);
      const count = new DataView(wasm.memory.buffer).getUint32(address, true);
      const text = new TextDecoder().decode(new Uint8Array(wasm.memory.buffer, address + 4, count));
      wasm.core_free(address);
      return text;
    } catch (error) {
      // After a trap the core's memory means nothing any more; the next call gets a fresh one.
      this.exports = Core.start(this.module);
      throw error;
    }
  }

  private static start(module: WebAssembly.Module): CoreExports {
    return new WebAssembly.Instance(module, {}).exports as unknown as CoreExports;
  }
}

/** Fetches and compiles a part of the core; works offline when the service worker keeps the file. */
export async function loadCore(url: string): Promise<Core> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return new Core(await WebAssembly.compile(await answer.arrayBuffer()));
}

export function toBase64URL(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

export function fromBase64URL(text: string): Uint8Array {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}
