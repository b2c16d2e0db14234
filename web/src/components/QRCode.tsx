import { useEffect, useState } from "react";

interface Drawing { path: string; size: number }

/** A QR code of `text`, drawn as one path; the code that makes it is loaded only when shown. */
export function QRCode({ text, label }: { text: string; label: string }) {
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  useEffect(() => {
    let wanted = true;
    void import("qrcode-generator").then(({ default: make }) => {
      // Long codes give up some correction, so that their squares stay large enough for paper.
      const code = make(0, text.length > 1_200 ? "L" : "M");
      // Upper-case letters, digits and a few signs fit a denser mode.
      code.addData(text, /^[0-9A-Z $%*+\-./:]*$/.test(text) ? "Alphanumeric" : "Byte");
      code.make();
      const size = code.getModuleCount();
      let path = "";
      for (let row = 0; row < size; row += 1) {
        for (let column = 0; column < size; column += 1) {
          if (code.isDark(row, column)) path += `M${column + 4} ${row + 4}h1v1h-1z`;
        }
      }
      if (wanted) setDrawing({ path, size: size + 8 });
    });
    return () => { wanted = false; };
  }, [text]);
  if (!drawing) return <div className="skeleton aspect-square h-auto w-full" />;
  return (
    <svg
      className="block w-full" viewBox={`0 0 ${drawing.size} ${drawing.size}`} role="img"
      aria-label={label} shapeRendering="crispEdges"
    >
      <rect width={drawing.size} height={drawing.size} fill="#fff" />
      <path d={drawing.path} fill="#000" />
    </svg>
  );
}
