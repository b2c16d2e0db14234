export const languages = ["en", "sw", "fr", "ar"] as const;
export type Language = (typeof languages)[number];

/** Each language's own name for itself: the one text that is never translated. */
export const languageNames: Record<Language, string> = {
  en: "English",
  sw: "Kiswahili",
  fr: "Français",
  ar: "العربية",
};

/** The Intl locale. Arabic keeps the digits that papers, forms and key pads use. */
export const locales: Record<Language, string> = {
  en: "en-GB",
  sw: "sw",
  fr: "fr",
  ar: "ar-u-nu-latn",
};

export function direction(language: Language): "ltr" | "rtl" {
  return language === "ar" ? "rtl" : "ltr";
}

export function isLanguage(text: string | null | undefined): text is Language {
  return languages.some((language) => language === text);
}
