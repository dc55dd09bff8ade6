/** Owns which screen is shown, and what lies over all of them: banner, dialogs, notices, announcements. */
import { useMantineColorScheme } from "@mantine/core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { ConnectionBanner } from "../controls/ConnectionBanner.tsx";
import { HeaderBar } from "../controls/HeaderBar.tsx";
import { NoticeLine } from "../controls/NoticeLine.tsx";
import { ApprovalDialog } from "../dialogs/ApprovalDialog.tsx";
import { DialogHost } from "../dialogs/DialogHost.tsx";
import { ScanProblemDialog } from "../dialogs/ScanProblemDialog.tsx";
import { usePreferences } from "../stores/preferences-store.ts";
import { useScreen } from "../stores/screen-store.ts";
import { useTill } from "../stores/till-store.ts";
import { CustomerScreen } from "./customers/CustomerScreen.tsx";
import { DevicesScreen } from "./devices/DevicesScreen.tsx";
import { DoneScreen } from "./done/DoneScreen.tsx";
import { OfficeScreen } from "./office/OfficeScreen.tsx";
import { ParkedScreen } from "./parked/ParkedScreen.tsx";
import { PayScreen } from "./pay/PayScreen.tsx";
import { ReceiptsScreen } from "./receipts/ReceiptsScreen.tsx";
import { RefundWithoutReceiptScreen } from "./receipts/RefundWithoutReceiptScreen.tsx";
import { SellScreen } from "./sell/SellScreen.tsx";
import { SettingsScreen } from "./settings/SettingsScreen.tsx";
import { CountShiftScreen } from "./shift/CountShiftScreen.tsx";
import { ShiftReportScreen } from "./shift/ShiftReportScreen.tsx";
import { OpenShiftScreen } from "./shift/OpenShiftScreen.tsx";
import { SignInScreen } from "./sign-in/SignInScreen.tsx";

const CurrentScreen = () => {
  const screen = useScreen((state) => state.screen);
  switch (screen.name) {
    case "sell":
      return <SellScreen />;
    case "pay":
      return <PayScreen />;
    case "done":
      return <DoneScreen sale={screen.sale} kind={screen.kind} />;
    case "parked":
      return <ParkedScreen />;
    case "receipts":
      return (
        <ReceiptsScreen
          key={`${screen.receiptNumber ?? ""} ${String(screen.picking)}`}
          receiptNumber={screen.receiptNumber}
          picking={screen.picking === true}
        />
      );
    case "refundWithoutReceipt":
      return <RefundWithoutReceiptScreen />;
    case "openShift":
      return <OpenShiftScreen />;
    case "countShift":
      return <CountShiftScreen key={screen.shift.id} shift={screen.shift} />;
    case "shiftReport":
      return <ShiftReportScreen view={screen.view} />;
    case "devices":
      return <DevicesScreen />;
    case "office":
      return <OfficeScreen section={screen.section} />;
    case "customer":
      return (
        <CustomerScreen
          key={`${screen.customerRef} ${screen.reading ?? ""}`}
          customerRef={screen.customerRef}
        />
      );
    case "settings":
      return <SettingsScreen />;
  }
};

/** The theme is the person's choice; the library's own memory of it is not used. */
const useThemeChoice = (): void => {
  const theme = usePreferences((state) => state.theme);
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => setColorScheme(theme), [theme, setColorScheme]);
};

const Announcer = () => (
  <div className="tw-hidden" aria-live="polite" data-testid="announcer">
    {useScreen((state) => state.announcement)}
  </div>
);

export const App = () => {
  const { t } = useTranslation();
  useThemeChoice();
  const hasStore = useTill((state) => state.store !== null);
  const isSignedIn = useTill((state) => state.staff !== null);
  if (!hasStore) {
    return (
      <div className="app-opening" role="status">
        {t("app.opening")}
      </div>
    );
  }
  return (
    <>
      {isSignedIn ? (
        <div className="app">
          <HeaderBar />
          <CurrentScreen />
          <DialogHost />
          <ScanProblemDialog />
          <ApprovalDialog />
        </div>
      ) : (
        <SignInScreen />
      )}
      <ConnectionBanner />
      <NoticeLine />
      <Announcer />
    </>
  );
};
