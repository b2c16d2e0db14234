import type { Approval } from "./api/types";
import type { useWords } from "./language";

type Closing = NonNullable<Approval["closing"]>;

/** Why a request for approval was closed though nobody decided. */
export function closingText(closing: Closing | undefined, { named }: Pick<ReturnType<typeof useWords>, "named">): string {
  if (!closing) return "";
  const what = closing.command === undefined ? "" : named(`command.${closing.command}`, closing.command);
  return named(`closing.${closing.cause}`, closing.cause, { what });
}
