import { useWords } from "../lib/language";
import { isLanguage, languageNames, languages } from "../lib/languages";

/** Languages by their own names: whoever reads none of the others finds theirs. */
export function LanguageChoice() {
  const { t, language, choose } = useWords();
  return (
    <select
      className="control w-auto" aria-label={t("settings.language")} value={language}
      onChange={(event) => {
        if (isLanguage(event.target.value)) void choose(event.target.value);
      }}
    >
      {languages.map((code) => (
        <option key={code} value={code} lang={code}>{languageNames[code]}</option>
      ))}
    </select>
  );
}
