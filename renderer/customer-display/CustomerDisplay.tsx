/** Owns what the customer display shows: welcome, the basket as it grows, thanks and change. Reads only, and always the whole. */
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DisplayView } from "../../contracts/ipc/display.ts";
import { QrCode } from "../controls/QrCode.tsx";
import { createFormats, type Formats } from "../formatting/formats.ts";
import { changeLanguage } from "../texts/i18n.ts";
import type { TillClient } from "../transport/till-client.ts";
import { Points } from "./Points.tsx";
import { DisplayedBasket } from "./DisplayedBasket.tsx";

/** Thanks stay for this long; the next scan ends them at once. */
const THANKS_MS = 20_000;

const useDisplay = (client: TillClient): DisplayView | null => {
  const [view, setView] = useState<DisplayView | null>(null);
  useEffect(() => {
    const read = async (): Promise<void> => {
      const result = await client.call("customerScreen.state", {});
      if (result.ok) {
        await changeLanguage(result.value.language);
        document.documentElement.dataset["mantineColorScheme"] = result.value.theme;
        setView(result.value);
      }
    };
    client.onEvent(() => void read());
    client.onConnection((connection) => {
      if (connection === "connected") {
        void read();
      }
    });
  }, [client]);
  return view;
};

const Welcome = ({ view }: { readonly view: DisplayView }) => {
  const { t } = useTranslation();
  return (
    <main className="display-welcome" data-testid="display-welcome">
      <h1>{t("display.welcome", { store: view.store.storeName })}</h1>
      {view.joinLink === null ? null : (
        <div className="display-join">
          <QrCode value={view.joinLink} label={t("display.join")} sizePx={260} />
          <p>{t("display.join")}</p>
        </div>
      )}
    </main>
  );
};

const Thanks = ({ view, formats }: { readonly view: DisplayView; readonly formats: Formats }) => {
  const { t } = useTranslation();
  const { paid } = view;
  if (paid === null) {
    return null;
  }
  return (
    <main className="display-welcome" data-testid="display-thanks">
      <h1>{t("display.thanks")}</h1>
      {paid.changeMinor === 0 ? null : (
        <p className="display-change">
          {t("display.change")} <b data-testid="display-change">{formats.money(paid.changeMinor)}</b>
        </p>
      )}
      <p>
        {t("display.paid")} <b>{formats.money(paid.totalMinor)}</b>
      </p>
      {paid.savedMinor === 0 ? null : (
        <p className="display-saved">{t("display.saved", { amount: formats.money(paid.savedMinor) })}</p>
      )}
      {paid.tier === null ? null : <span className="display-tier">{paid.tier}</span>}
      {paid.points === null ? null : <Points points={paid.points} formats={formats} />}
    </main>
  );
};

/** The receipt whose thanks are over. */
const useOver = (receiptNumber: string | null): boolean => {
  const [over, setOver] = useState<string | null>(null);
  useEffect(() => {
    if (receiptNumber === null) {
      return undefined;
    }
    const timer = window.setTimeout(() => setOver(receiptNumber), THANKS_MS);
    return () => window.clearTimeout(timer);
  }, [receiptNumber]);
  return receiptNumber === null || over === receiptNumber;
};

export const CustomerDisplay = ({ client }: { readonly client: TillClient }) => {
  const view = useDisplay(client);
  const store = view?.store;
  const language = view?.language;
  const formats = useMemo(
    () => (store === undefined || language === undefined ? null : createFormats(store, language)),
    [store, language],
  );
  const isOver = useOver(view?.paid?.receiptNumber ?? null);
  if (view === null || formats === null) {
    return <main aria-busy />;
  }
  if (view.basket !== null) {
    return <DisplayedBasket basket={view.basket} formats={formats} joinLink={view.joinLink} />;
  }
  return isOver ? <Welcome view={view} /> : <Thanks view={view} formats={formats} />;
};
