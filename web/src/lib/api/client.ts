import { newID } from "../id";
import { connection } from "../connection";
import type { Body, Command, CommandName, Question, QuestionName, Reply } from "./operations";

export interface FieldProblem {
  /** JSON pointer into the body that was sent: `/lines/0/quantity`. */
  pointer: string;
  detail: string;
  /** The kind of fault and its bounds, where the server names them: `out_of_range`, 1, 9. */
  code?: string;
  least?: number;
  most?: number;
  /** Words and figures of the case: the line of a file, the text that stands there. */
  facts?: Record<string, string | number>;
}

/** The server's refusal (RFC 9457), as a value that pages show at the field and in a notice. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly fields: FieldProblem[],
    readonly requestID: string | null,
    readonly retryAfter: number | null,
  ) {
    super(detail || title);
  }

  /** What fields have shown of it by themselves. */
  readonly shown = new Set<FieldProblem>();

  /** What is wrong with one field, if the server pointed at it or at the figure of its amount. */
  at(pointer: string): FieldProblem | undefined {
    const found = this.fields.find((field) => field.pointer === pointer || field.pointer === `${pointer}/amount`);
    if (found) this.shown.add(found);
    return found;
  }
}

/** No answer came: the network or the server is away. Nothing is known about the request's fate. */
export class Unreachable extends Error {}

/** The command is kept until a second person agrees. */
export class AwaitsApproval extends Error {}

export type Failure = Problem | Unreachable | AwaitsApproval;

export function isFailure(error: unknown): error is Failure {
  return error instanceof Problem || error instanceof Unreachable || error instanceof AwaitsApproval;
}

interface Options {
  method?: string;
  body?: BodyInit;
  contentType?: string;
  key?: string;
  accept?: string;
  signal?: AbortSignal;
}

export async function get<N extends QuestionName>(
  path: Question<N>, signal?: AbortSignal,
): Promise<Reply<N>> {
  const reply = await request(path, { signal });
  return reply.json() as Promise<Reply<N>>;
}

/** Bytes of a picture or a bundle. */
export async function download(path: Question<QuestionName>): Promise<Blob> {
  const reply = await request(path, { accept: "*/*" });
  return reply.blob();
}

/**
 * Sends a command. The same `key` may be sent again with the same body: the server then answers
 * with the stored reply and does nothing twice.
 */
export async function send<N extends CommandName>(
  { method, path }: Command<N>, body: Body<N>, key: string = newID(),
): Promise<Reply<N>> {
  const reply = await request(path, {
    method,
    key,
    body: body === undefined ? undefined : JSON.stringify(body),
    contentType: body === undefined ? undefined : "application/json",
  });
  if (reply.status === 202) throw new AwaitsApproval();
  const text = await reply.text();
  return (text === "" ? undefined : JSON.parse(text)) as Reply<N>;
}

/** Sends a file as it is; `key` makes a repeated sending harmless. */
export async function upload<N extends CommandName>(
  { path }: Command<N>, file: Blob, type: string, key: string,
): Promise<Reply<N>> {
  const reply = await request(path, { method: "POST", body: file, contentType: type, key });
  return reply.json() as Promise<Reply<N>>;
}

/** Sends a file and takes the file that is made of it. */
export async function exchange<N extends CommandName>(
  { path }: Command<N>, file: Blob, type: string, key: string,
): Promise<Blob> {
  const reply = await request(path, { method: "POST", body: file, contentType: type, key, accept: "*/*" });
  return reply.blob();
}

async function request(path: string, options: Options): Promise<Response> {
  const reply = await attempt(path, options);
  if (reply.ok) return reply;
  const refusal = await problem(reply);
  const expired = reply.status === 401 && !path.startsWith("/api/auth/")
    && ["unauthenticated", "session_ended"].includes(refusal.code);
  if (!expired || !(await refreshed())) throw refusal;
  const again = await attempt(path, options);
  if (again.ok) return again;
  throw await problem(again);
}

async function attempt(path: string, options: Options): Promise<Response> {
  const headers = new Headers({ Accept: options.accept ?? "application/json", "Commons-Client": "web" });
  if (options.contentType) headers.set("Content-Type", options.contentType);
  if (options.key) headers.set("Idempotency-Key", options.key);
  if (options.method) headers.set("Commons-CSRF", cookie("commons_csrf") ?? "");
  try {
    const reply = await fetch(path, {
      method: options.method ?? "GET",
      headers,
      body: options.body,
      signal: options.signal,
      credentials: "same-origin",
      cache: "no-store",
    });
    connection.answered();
    return reply;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    connection.failed();
    throw new Unreachable();
  }
}

let refreshing: Promise<boolean> | null = null;
const signedOutListeners = new Set<() => void>();

/** Called when the server no longer knows this session. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

/** One refresh for all requests that wait for it, and one tab at a time: tokens rotate. */
function refreshed(): Promise<boolean> {
  refreshing ??= (async () => {
    const renew = async () => {
      const reply = await attempt("/api/auth/refresh", {
        method: "POST", body: "{}", contentType: "application/json",
      });
      if (reply.status === 401 || reply.status === 403) {
        for (const listener of signedOutListeners) listener();
      }
      return reply.ok;
    };
    return navigator.locks ? navigator.locks.request("refresh", renew) : renew();
  })().finally(() => { refreshing = null; });
  return refreshing;
}

function cookie(name: string): string | null {
  const prefix = `${name}=`;
  const found = document.cookie.split("; ").find((part) => part.startsWith(prefix));
  return found ? decodeURIComponent(found.slice(prefix.length)) : null;
}

interface ProblemBody {
  code?: string;
  title?: string;
  detail?: string;
  request_id?: string;
  errors?: (Partial<FieldProblem> & { parameter?: string })[];
}

async function problem(reply: Response): Promise<Problem> {
  let body: ProblemBody = {};
  try {
    body = (await reply.json()) as ProblemBody;
  } catch {
    // A proxy may answer without a body of ours; the status alone must do then.
  }
  const fields = (body.errors ?? []).map((error) => ({
    pointer: error.pointer ?? error.parameter ?? "",
    detail: error.detail ?? "", code: error.code, least: error.least, most: error.most,
    facts: error.facts,
  }));
  const wait = Number(reply.headers.get("Retry-After"));
  return new Problem(
    reply.status, body.code ?? `http_${reply.status}`, body.title ?? "", body.detail ?? "", fields,
    body.request_id ?? reply.headers.get("X-Request-Id"), wait > 0 ? wait : null,
  );
}
