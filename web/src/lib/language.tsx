import { createContext, useCallback, useContext, useEffect, useMemo, useState } from "react";
import type { ReactNode } from "react";
import type english from "../messages/en.json";
import { formatDay, formatInstant } from "./day";
import { fill } from "./icu";
import type { Values } from "./icu";
import { direction, isLanguage, languages, locales } from "./languages";
import type { Language } from "./languages";
import { marksOf } from "./typed";
import type { Marks } from "./typed";

export type MessageKey = keyof typeof english;
export type Messages = Record<MessageKey, string>;

interface Words {
  language: Language;
  locale: string;
  /** How the reader writes numbers. */
  marks: Marks;
  t: (key: MessageKey, values?: Values) => string;
  /** The message of a key that the server named, or the given words when we have none for it. */
  named: (key: string, otherwise: string, values?: Values) => string;
  day: (day: string) => string;
  instant: (instant: string) => string;
  choose: (language: Language) => Promise<void>;
}

const WordsContext = createContext<Words | null>(null);
const storageKey = "language";

export function preferredLanguage(): Language {
  const chosen = localStorage.getItem(storageKey);
  if (isLanguage(chosen)) return chosen;
  for (const tag of navigator.languages) {
    const base = tag.split("-")[0];
    if (isLanguage(base)) return base;
  }
  return languages[0];
}

/** Message files are data beside the script, precached by the service worker. */
export async function loadMessages(language: Language): Promise<Messages> {
  const reply = await fetch(MESSAGE_FILES[language]);
  if (!reply.ok) throw new Error(`The messages for ${language} are missing (${reply.status}).`);
  return reply.json() as Promise<Messages>;
}

interface Props {
  initial: { language: Language; messages: Messages };
  children: ReactNode;
}

export function LanguageProvider({ initial, children }: Props) {
  const [current, setCurrent] = useState(initial);
  const { language, messages } = current;
  const locale = locales[language];

  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = direction(language);
  }, [language]);

  const choose = useCallback(async (next: Language) => {
    const loaded = await loadMessages(next);
    localStorage.setItem(storageKey, next);
    setCurrent({ language: next, messages: loaded });
  }, []);

  const words = useMemo<Words>(() => ({
    language,
    locale,
    marks: marksOf(locale),
    t: (key, values = {}) => fill(messages[key] ?? key, values, locale),
    named: (key, otherwise, values = {}) =>
      key in messages ? fill(messages[key as MessageKey], values, locale) : otherwise,
    day: (day) => formatDay(day, locale),
    instant: (instant) => formatInstant(instant, locale),
    choose,
  }), [language, locale, messages, choose]);

  return <WordsContext.Provider value={words}>{children}</WordsContext.Provider>;
}

export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error("useWords needs a LanguageProvider above it.");
  return words;
}
