/** Owns the calm word when the till process is away. Lies over the header, so that nothing below it moves. */
import { useTranslation } from "react-i18next";
import { useTill } from "../stores/till-store.ts";
import "./overlays.css";

export const ConnectionBanner = () => {
  const { t } = useTranslation();
  const connection = useTill((state) => state.connection);
  return (
    <div role="status">
      {connection === "away" ? <div className="connection-banner">{t("app.away")}</div> : null}
    </div>
  );
};
