/** Owns the frame of the back office: the sections that this person may open at the left, the chosen one beside it. */
import { useTranslation } from "react-i18next";
import { goBack } from "../../commands/go-back.ts";
import { Key } from "../../controls/Key.tsx";
import { goTo } from "../../stores/screen-store.ts";
import { useTill } from "../../stores/till-store.ts";
import { OFFICE_SECTIONS, type OfficeSectionId } from "./office-sections.ts";
import "./office.css";

export const OfficeScreen = ({ section }: { readonly section: OfficeSectionId | null }) => {
  const { t } = useTranslation();
  const grants = useTill((state) => state.staff?.grants ?? null);
  const open = OFFICE_SECTIONS.filter(({ permission }) => grants !== null && grants[permission] !== "denied");
  const chosen = open.find(({ id }) => id === section) ?? open[0];
  return (
    <main className="page">
      <div className="page-head">
        <h1 className="tw-title">{t("office.title")}</h1>
      </div>
      <div className="page-body office-body">
        <nav className="office-sections scroll" aria-label={t("office.sections")}>
          {open.map(({ id, icon: Icon }) => (
            <Key
              key={id}
              className="office-section-key"
              label={
                <>
                  <Icon size={22} aria-hidden />
                  {t(`office.${id}`)}
                </>
              }
              pressed={id === chosen?.id}
              onPress={() => goTo({ name: "office", section: id })}
            />
          ))}
        </nav>
        <section className="office-section tw-card scroll" aria-label={chosen && t(`office.${chosen.id}`)}>
          {chosen === undefined ? <p className="tw-soft">{t("office.nothing")}</p> : <chosen.component />}
        </section>
      </div>
      <nav className="page-bar" aria-label={t("bar.title")}>
        <Key label={t("pay.back")} hint="Esc" onPress={goBack} />
      </nav>
    </main>
  );
};
