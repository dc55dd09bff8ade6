/** Owns the layout of the sell screen: basket on the left, search, offers and quick items on the right, keys below. */
import { useTranslation } from "react-i18next";
import { ActionBar } from "./ActionBar.tsx";
import { BasketPanel } from "./BasketPanel.tsx";
import { CustomerPanel } from "./CustomerPanel.tsx";
import { OffersPanel } from "./OffersPanel.tsx";
import { QuickGrid } from "./QuickGrid.tsx";
import { SearchBox } from "./SearchBox.tsx";
import "./sell.css";

export const SellScreen = () => {
  const { t } = useTranslation();
  return (
    <main className="sell">
      <h1 className="tw-hidden">{t("sell.title")}</h1>
      <div className="sell-body">
        <BasketPanel />
        <div className="sell-side">
          <SearchBox />
          <CustomerPanel />
          <OffersPanel />
          <QuickGrid />
        </div>
      </div>
      <ActionBar />
    </main>
  );
};
