import { addresses } from "../../../generated/api";
import type { Operations } from "../../../generated/api";

/** The server's commands and questions, by the names that its own description gives them. */
export type OperationName = keyof Operations;
export type Parameters<N extends OperationName> = Operations[N]["parameters"];
export type Body<N extends OperationName> = Operations[N]["body"];
export type Reply<N extends OperationName> = Operations[N]["reply"];

type Method = "GET" | "POST" | "PUT" | "DELETE";
type Named<M extends Method> = {
  [N in OperationName]: Operations[N]["method"] extends M ? N : never
}[OperationName];
export type QuestionName = Named<"GET">;
export type CommandName = Named<"POST" | "PUT" | "DELETE">;

/** None, some that may be left out, or some that must be there. */
type Given<N extends OperationName> = Parameters<N> extends Record<string, never> ? []
  : object extends Parameters<N> ? [Parameters<N>?] : [Parameters<N>];

declare const operation: unique symbol;

/** The path of a question; its type knows what the answer looks like. */
export type Question<N extends QuestionName> = string & { readonly [operation]: N };

/** Where a command goes; its type knows the body that it wants. */
export interface Command<N extends CommandName> {
  readonly [operation]: N;
  readonly method: "POST" | "PUT" | "DELETE";
  readonly path: string;
}

export function ask<N extends QuestionName>(name: N, ...given: Given<N>): Question<N> {
  return locate(name, given[0]).path as Question<N>;
}

export function to<N extends CommandName>(name: N, ...given: Given<N>): Command<N> {
  return locate(name, given[0]) as Command<N>;
}

function locate(name: OperationName, given: object = {}): { method: string; path: string } {
  const [method, pattern] = addresses[name].split(" ");
  const query = new URLSearchParams();
  let path = pattern;
  for (const [key, value] of Object.entries(given)) {
    if (path.includes(`{${key}}`)) path = path.replace(`{${key}}`, encodeURIComponent(String(value)));
    else if (value !== undefined) query.set(key, String(value));
  }
  const text = query.toString();
  return { method, path: text === "" ? path : `${path}?${text}` };
}
