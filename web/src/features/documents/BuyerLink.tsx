import { useState } from "react";
import { Button } from "../../components/Button";
import { TextField } from "../../components/Field";
import { QRCode } from "../../components/QRCode";
import { useWords } from "../../lib/language";

/** The link to hand over: to send, to copy, or to scan from this screen. It is shown this once. */
export function BuyerLink({ address }: { address: string }) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(address);
    setCopied(true);
  };
  // Whoever closes the sheet without sending has decided; that is no failure.
  const share = () => navigator.share({ title: t("acknowledge.title"), url: address }).catch(() => undefined);
  return (
    <div className="appear grid gap-4 border-s-4 border-accent ps-3 wide:grid-cols-[minmax(0,1fr)_200px]" data-link={address}>
      <div className="grid content-start gap-3">
        <TextField label={t("buyer.link")} hint={t("buyer.link_hint")} readOnly dir="ltr" value={address}
          onFocus={(event) => event.target.select()} />
        <div className="flex flex-wrap items-center gap-2">
          {"share" in navigator && <Button weight="main" icon="sent" onClick={() => void share()}>{t("buyer.share")}</Button>}
          {"clipboard" in navigator && <Button icon="documents" onClick={() => void copy()}>{t("buyer.copy")}</Button>}
          <span role="status">{copied && t("buyer.copied")}</span>
        </div>
      </div>
      <div className="w-full max-w-[200px]"><QRCode text={address} label={t("buyer.code")} /></div>
    </div>
  );
}
