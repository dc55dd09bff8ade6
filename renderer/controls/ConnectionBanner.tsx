/**
 * Owns the calm word when the till process is away. Lies over the header, so that nothing below it moves. When it
 * stays away, the word says what a person can do.
 */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useTill } from "../stores/till-store.ts";
import "./overlays.css";

const LONG_AWAY_MS = 20_000;

const useLongAway = (isAway: boolean): boolean => {
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    if (!isAway) {
      return;
    }
    const timer = window.setTimeout(() => setIsLong(true), LONG_AWAY_MS);
    return () => {
      window.clearTimeout(timer);
      setIsLong(false);
    };
  }, [isAway]);
  return isLong;
};

export const ConnectionBanner = () => {
  const { t } = useTranslation();
  const isAway = useTill((state) => state.connection === "away");
  const isLong = useLongAway(isAway);
  return (
    <div role="status">
      {isAway ? <div className="connection-banner">{isLong ? t("app.longAway") : t("app.away")}</div> : null}
    </div>
  );
};
