/**
 * Owns short messages: they lie over a place without keys (a page's title row, the foot of the basket) and leave by
 * themselves, a refusal later than a note.
 */
import { IconX } from "@tabler/icons-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useScreen } from "../stores/screen-store.ts";
import "./overlays.css";

const SHOWN_MS = { info: 4_000, bad: 10_000 } as const;

export const NoticeLine = () => {
  const { t } = useTranslation();
  const notice = useScreen((state) => state.notice);
  const onSell = useScreen((state) => state.screen.name === "sell");
  useEffect(() => {
    if (notice === null) {
      return;
    }
    const timer = window.setTimeout(() => useScreen.setState({ notice: null }), SHOWN_MS[notice.tone]);
    return () => window.clearTimeout(timer);
  }, [notice]);
  return (
    <div className={`notice-place ${onSell ? "notice-place-sell" : ""}`} role="status">
      {notice === null ? null : (
        <div key={notice.id} className={`notice notice-${notice.tone}`} data-testid="notice">
          <span>{notice.text}</span>
          <button
            type="button"
            aria-label={t("dialog.close")}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => useScreen.setState({ notice: null })}
          >
            <IconX size={20} aria-hidden />
          </button>
        </div>
      )}
    </div>
  );
};
