/** Owns showing the one dialog that is open. */
import { useScreen } from "../stores/screen-store.ts";
import { AskWeightDialog } from "./AskWeightDialog.tsx";
import { AgeCheckDialog } from "./AgeCheckDialog.tsx";
import { CouponDialog } from "./CouponDialog.tsx";
import { CustomerDialog } from "./CustomerDialog.tsx";
import { EraseCustomerDialog, MergeCustomerDialog } from "./CustomerRecordDialogs.tsx";
import { DiscountDialog } from "./DiscountDialog.tsx";
import { GiftCardDialog } from "./GiftCardDialog.tsx";
import { SellGiftCardDialog } from "./SellGiftCardDialog.tsx";
import { DrawerDialog, MoveCashDialog } from "./DrawerDialogs.tsx";
import { HelpDialog, PriceChangesDialog } from "./InfoDialogs.tsx";
import { AskPriceDialog, PriceDialog, QuantityDialog } from "./LineDialogs.tsx";
import { MembershipDialog } from "./MembershipDialog.tsx";
import { MoreDialog } from "./MoreDialog.tsx";
import { OffersDialog } from "./OffersDialog.tsx";
import { OverLimitDialog } from "./OverLimitDialog.tsx";
import { PriceCheckDialog } from "./PriceCheckDialog.tsx";
import { TaxExemptDialog } from "./TaxExemptDialog.tsx";
import {
  NoteDialog,
  OpenDrawerDialog,
  VoidBasketDialog,
  VoidLineDialog,
  VoidSaleDialog,
} from "./TextDialogs.tsx";

export const DialogHost = () => {
  const dialog = useScreen((state) => state.dialog);
  if (dialog === null) {
    return null;
  }
  switch (dialog.kind) {
    case "quantity":
      return <QuantityDialog dialog={dialog} />;
    case "price":
      return <PriceDialog dialog={dialog} />;
    case "discount":
      return <DiscountDialog lineId={dialog.lineId} />;
    case "coupon":
      return <CouponDialog />;
    case "customer":
      return <CustomerDialog dialog={dialog} />;
    case "mergeCustomer":
      return <MergeCustomerDialog dialog={dialog} />;
    case "eraseCustomer":
      return <EraseCustomerDialog dialog={dialog} />;
    case "note":
      return <NoteDialog lineId={dialog.lineId} />;
    case "voidLine":
      return <VoidLineDialog lineId={dialog.lineId} />;
    case "voidBasket":
      return <VoidBasketDialog />;
    case "voidSale":
      return <VoidSaleDialog dialog={dialog} />;
    case "more":
      return <MoreDialog />;
    case "help":
      return <HelpDialog />;
    case "offers":
      return <OffersDialog />;
    case "priceCheck":
      return <PriceCheckDialog />;
    case "drawer":
      return <DrawerDialog />;
    case "moveCash":
      return <MoveCashDialog move={dialog.move} />;
    case "openDrawer":
      return <OpenDrawerDialog />;
    case "priceChanges":
      return <PriceChangesDialog changes={dialog.changes} />;
    case "askPrice":
      return <AskPriceDialog dialog={dialog} />;
    case "askWeight":
      return <AskWeightDialog dialog={dialog} />;
    case "ageCheck":
      return <AgeCheckDialog needed={dialog.needed} />;
    case "taxExempt":
      return <TaxExemptDialog />;
    case "sellGiftCard":
      return <SellGiftCardDialog />;
    case "membership":
      return <MembershipDialog />;
    case "giftCard":
      return <GiftCardDialog code={dialog.code} />;
    case "overLimit":
      return <OverLimitDialog dialog={dialog} />;
  }
};
