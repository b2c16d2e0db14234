import type { Advice } from "../../lib/core/pictures";
import { useWords } from "../../lib/language";

/** What to do about a picture, a sentence each. */
export function AdviceText({ advice }: { advice: Advice[] }) {
  const { named } = useWords();
  return <>{advice.map((code) => <span key={code} className="block">{named(`capture_advice.${code}`, code)}</span>)}</>;
}
