import { Button } from "../../components/Button";
import { Notice } from "../../components/Notice";
import { useWords } from "../../lib/language";
import { cutApart } from "../../lib/sheets";
import { Picture } from "./Picture";

interface Props {
  file: File;
  /** Corners of each sheet, as shares of the picture's sides. */
  sheets: [number, number][][];
  onKeep: (files: File[]) => void;
}

/** A picture on which several papers lie: each may become one of its own. */
export function Several({ file, sheets, onKeep }: Props) {
  const { t } = useWords();
  const apart = () => void cutApart(file, sheets).then(onKeep, () => onKeep([file]));
  return (
    <div data-several={sheets.length}>
      <Notice
        signal="plain" icon="paper" title={t("capture.several", { count: sheets.length })}
        action={(
          <div className="flex flex-wrap gap-2">
            <Button weight="main" onClick={apart}>{t("capture.keep_each", { count: sheets.length })}</Button>
            <Button onClick={() => onKeep([file])}>{t("capture.keep_as_one")}</Button>
          </div>
        )}
      >
        <Picture file={file} label={t("capture.several", { count: sheets.length })} />
      </Notice>
    </div>
  );
}
