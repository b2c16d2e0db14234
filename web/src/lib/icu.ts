import { isolated } from "./bidi";

export type Values = Record<string, string | number>;

/**
 * Fills a message: `{name}` and `{count, plural, =0 {none} one {# paper} other {# papers}}`
 * (the part of ICU MessageFormat that our messages use). Braces nest. Texts that are filled in keep
 * their direction to themselves.
 */
export function fill(message: string, values: Values, locale: string): string {
  let result = "";
  let position = 0;
  while (position < message.length) {
    const open = message.indexOf("{", position);
    if (open < 0) return result + message.slice(position);
    const close = closing(message, open);
    result += message.slice(position, open) + argument(message.slice(open + 1, close), values, locale);
    position = close + 1;
  }
  return result;
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let index = open; index < text.length; index += 1) {
    if (text[index] === "{") depth += 1;
    if (text[index] === "}") depth -= 1;
    if (depth === 0) return index;
  }
  throw new Error(`A brace is not closed in: ${text}`);
}

function argument(body: string, values: Values, locale: string): string {
  const [name, kind] = body.split(",", 2).map((part) => part.trim());
  const value = values[name];
  if (kind !== "plural") {
    if (value === undefined) return "";
    return typeof value === "number" ? new Intl.NumberFormat(locale).format(value) : isolated(value, locale.startsWith("ar"));
  }
  const count = Number(value ?? 0);
  const choices = branches(body.slice(body.indexOf("plural") + "plural".length + 1));
  const category = new Intl.PluralRules(locale).select(count);
  const chosen = choices.get(`=${count}`) ?? choices.get(category) ?? choices.get("other") ?? "";
  const figure = new Intl.NumberFormat(locale).format(count);
  return fill(chosen.replace(/#/g, figure), values, locale);
}

function branches(text: string): Map<string, string> {
  const result = new Map<string, string>();
  let position = 0;
  for (;;) {
    const open = text.indexOf("{", position);
    if (open < 0) return result;
    const close = closing(text, open);
    result.set(text.slice(position, open).replace(",", "").trim(), text.slice(open + 1, close));
    position = close + 1;
  }
}
