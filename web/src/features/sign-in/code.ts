/** Whether a refusal means: the password was right, now the code of the authenticator app. */
export function wantsCode(refusal: string): boolean {
  return refusal === "totp_required" || refusal === "totp_wrong";
}
