import { useEffect, useRef, useState } from "react";
import { useWords } from "../lib/language";
import { readNumber } from "../lib/typed";

/**
 * Holds a field to a number that can be read in one way: until then its form is not sent. Why is
 * said once the field was left, or sending was tried.
 *
 * @param decimals How many decimals the value may have; none for a field of words.
 */
export function useTypedNumber(text: string, decimals: number | undefined) {
  const { t, marks } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const doubt = decimals === undefined ? null : readNumber(text, marks, decimals).doubt;
  // What was read from a paper, or typed before, is told at once.
  const [left, setLeft] = useState(doubt !== null);
  const said = doubt ? t(`typed.${doubt.kind}`, doubt.values) : "";
  useEffect(() => input.current?.setCustomValidity(said), [said]);
  const show = () => setLeft(true);
  return { error: left && said !== "" ? said : undefined, wiring: { ref: input, onBlur: show, onInvalid: show } };
}
