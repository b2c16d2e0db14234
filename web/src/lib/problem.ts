import { Problem } from "./api/client";
import type { FieldProblem } from "./api/client";
import type { useWords } from "./language";

/** What is wrong with a field in the reader's language, or as the server says it where we have no words. */
export function wordsOf(
  problem: Problem, field: FieldProblem, { named, language }: Pick<ReturnType<typeof useWords>, "named" | "language">,
): string {
  const values = {
    ...field.facts, ...(field.least === undefined ? {} : { least: field.least }), ...(field.most === undefined ? {} : { most: field.most }),
  };
  const said = field.code ? named(`fault.${field.code}`, "", values) : "";
  if (said !== "") return said;
  // A refusal says in English what its code says in general, with the figures of the case.
  const general = field.detail === problem.detail && language !== "en";
  return general ? named(`problem.${problem.code}`, field.detail) : field.detail;
}

/** The same for the field of a form, if the server pointed at it. */
export function fieldWords(
  problem: unknown, pointer: string, words: Pick<ReturnType<typeof useWords>, "named" | "language">,
): string | undefined {
  const field = problem instanceof Problem ? problem.at(pointer) : undefined;
  return field && problem instanceof Problem ? wordsOf(problem, field, words) : undefined;
}

/** Refusals whose English words name the case: what is open, which document. */
const named = new Set([
  "above_open", "above_credit", "above_original", "currency_mismatch", "due_before_day", "has_payments",
  "supplier_number_taken", "reversed_before", "totals_impossible", "account_unfit", "party_unfit",
]);

/** What happened, in a sentence. */
export function titleOf(problem: Problem, words: Pick<ReturnType<typeof useWords>, "named" | "language">): string {
  const said = problem.detail || problem.title;
  return words.language === "en" && named.has(problem.code) ? said : words.named(`problem.${problem.code}`, said);
}

/** The server holds something with this id already: an earlier attempt whose answer was lost, it seems. */
export function isTaken(problem: unknown): boolean {
  return problem instanceof Problem && ["conflict", "id_taken", "idempotency_key_reused"].includes(problem.code);
}
