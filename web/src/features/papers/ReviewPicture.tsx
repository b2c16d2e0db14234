import { useState } from "react";
import { Icon } from "../../components/Icon";
import { PaperPicture } from "../../components/PaperPicture";
import type { Paper } from "../../lib/api/types";
import { useWords } from "../../lib/language";
import { pictureOf, sizeOf } from "./picture";
import { fieldNames } from "./reviewDraft";
import type { FieldName } from "./reviewDraft";

interface Props {
  paper: Paper;
  focus: FieldName | null;
  onPick: (name: string) => void;
}

/** The paper, following the field that has the focus; it stays in view while fields scroll. */
export function ReviewPicture({ paper, focus, onPick }: Props) {
  const { t } = useWords();
  const [whole, setWhole] = useState(false);
  const [chosen, setChosen] = useState(1);
  const focused = focus ? paper.reading?.fields[focus] : undefined;
  const page = focused?.box ? focused.page ?? 1 : chosen;
  const pages = paper.pages ?? 1;
  const size = sizeOf(paper, page);
  if (!size) return <div />;
  const boxes = fieldNames.flatMap((name) => {
    const field = paper.reading?.fields[name];
    return field?.box && (field.page ?? 1) === page ? [{ name, box: field.box }] : [];
  });
  return (
    <div className="sticky top-0 z-[5] -mx-4 self-start bg-page px-4 pb-2 desk:top-4 desk:mx-0 desk:px-0">
      <div className="overflow-hidden border border-rule bg-wash">
        <PaperPicture
          address={pictureOf(paper, page)} width={size.width} height={size.height}
          label={t("paper.picture")} boxes={boxes} focus={focus} zoomed={!whole} onPick={onPick}
          className="block h-[32vh] w-full desk:h-[calc(100dvh-160px)]"
        />
      </div>
      <div className="mt-1 flex flex-wrap items-center gap-2">
        <button type="button" className="button button-quiet px-2" aria-pressed={whole} onClick={() => setWhole(!whole)}>
          <Icon name="zoom" />{t("review.whole")}
        </button>
        {pages > 1 && Array.from({ length: pages }, (_, index) => (
          <button
            key={index} type="button" className="button button-quiet px-2" aria-pressed={page === index + 1}
            onClick={() => setChosen(index + 1)}
          >
            {t("paper.page", { page: index + 1 })}
          </button>
        ))}
      </div>
    </div>
  );
}
