/** Owns the languages: three complete files, one typed set of keys. Language follows main; figures follow the store. */
import i18next, { type TFunction } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "../../contracts/ipc/session.ts";
import en from "../locales/en.json" with { type: "json" };
import es from "../locales/es.json" with { type: "json" };
import tr from "../locales/tr.json" with { type: "json" };

declare module "i18next" {
  interface CustomTypeOptions {
    readonly defaultNS: "translation";
    readonly resources: { readonly translation: typeof en };
  }
}

export type Translate = TFunction;

export const startTexts = async (language: Language): Promise<void> => {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: "en",
    resources: { en: { translation: en }, tr: { translation: tr }, es: { translation: es } },
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = language;
};

export const changeLanguage = async (language: Language): Promise<void> => {
  if (i18next.language !== language) {
    await i18next.changeLanguage(language);
    document.documentElement.lang = language;
  }
};

/** For code outside of components; components use the hook, so that they follow the language. */
export const translate: Translate = i18next.t;
