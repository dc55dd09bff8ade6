/** Owns what a person may set for this screen: language (kept by main), theme and sounds (kept here). */
import { useTranslation } from "react-i18next";
import type { Language } from "../../../contracts/ipc/session.ts";
import { goBack } from "../../commands/go-back.ts";
import { sayError } from "../../commands/say-error.ts";
import { Key } from "../../controls/Key.tsx";
import { usePreferences, type ThemeChoice } from "../../stores/preferences-store.ts";
import { useTill } from "../../stores/till-store.ts";
import { changeLanguage } from "../../texts/i18n.ts";
import { call } from "../../transport/link.ts";
import "./settings.css";

/** In their own words, so that anybody finds the way back. */
const LANGUAGES: Readonly<Record<Language, string>> = { en: "English", tr: "Türkçe", es: "Español" };
const THEMES: readonly ThemeChoice[] = ["light", "dark", "auto"];

const chooseLanguage = async (language: Language): Promise<void> => {
  const result = await call("session.setLanguage", { language });
  if (!result.ok) {
    sayError(result.error);
    return;
  }
  useTill.setState({ language });
  await changeLanguage(language);
};

const LanguageChoice = () => {
  const { t } = useTranslation();
  const language = useTill((state) => state.language);
  return (
    <section className="setting tw-card">
      <h2>{t("settings.language")}</h2>
      <p className="tw-soft">{t("settings.languageHint")}</p>
      <div className="setting-keys">
        {(Object.keys(LANGUAGES) as Language[]).map((choice) => (
          <Key
            key={choice}
            label={LANGUAGES[choice]}
            pressed={language === choice}
            onPress={() => void chooseLanguage(choice)}
          />
        ))}
      </div>
    </section>
  );
};

const ThemeSetting = () => {
  const { t } = useTranslation();
  const { theme, setTheme } = usePreferences();
  return (
    <section className="setting tw-card">
      <h2>{t("settings.theme")}</h2>
      <p className="tw-soft">{t("settings.themeHint")}</p>
      <div className="setting-keys">
        {THEMES.map((choice) => (
          <Key
            key={choice}
            label={t(`settings.theme_${choice}`)}
            pressed={theme === choice}
            onPress={() => setTheme(choice)}
          />
        ))}
      </div>
    </section>
  );
};

const SoundSetting = () => {
  const { t } = useTranslation();
  const { sounds, setSounds } = usePreferences();
  return (
    <section className="setting tw-card">
      <h2>{t("settings.sounds")}</h2>
      <p className="tw-soft">{t("settings.soundsHint")}</p>
      <div className="setting-keys">
        <Key label={t("settings.on")} pressed={sounds} onPress={() => setSounds(true)} />
        <Key label={t("settings.off")} pressed={!sounds} onPress={() => setSounds(false)} />
      </div>
    </section>
  );
};

export const SettingsScreen = () => {
  const { t } = useTranslation();
  return (
    <main className="page">
      <div className="page-head">
        <h1 className="tw-title">{t("settings.title")}</h1>
      </div>
      <div className="page-body scroll">
        <div className="settings">
          <LanguageChoice />
          <ThemeSetting />
          <SoundSetting />
        </div>
      </div>
      <nav className="page-bar" aria-label={t("bar.title")}>
        <Key label={t("pay.back")} hint="Esc" onPress={goBack} />
      </nav>
    </main>
  );
};
