import { useWords } from "../lib/language";

/** A day in the reader's order. */
export function DayText({ day }: { day: string }) {
  const words = useWords();
  return <time className="figure" dateTime={day}>{words.day(day)}</time>;
}

export function InstantText({ at }: { at: string }) {
  const words = useWords();
  return <time className="figure" dateTime={at}>{words.instant(at)}</time>;
}
