import { useEffect, useState } from "react";

/** A picture that lies on this device; nothing for other kinds of paper. */
export function Picture({ file, label }: { file: Blob; label: string }) {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!/^image\/(jpeg|png)$/.test(file.type)) return undefined;
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  if (!address) return null;
  return <img src={address} alt={label} className="max-h-80 max-w-full self-start border border-rule" />;
}
