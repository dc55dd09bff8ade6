/** Owns telling in words what a coupon's own code says of it: its value, how much must be bought, and its days. */
import type { CouponStatement, CouponValue } from "../../domain/catalogue/barcode/gs1-coupon.ts";
import { civilDateText } from "./civil-date-text.ts";
import type { Wording } from "./error-text.ts";

const CENTS = 100;

const valueText = (value: CouponValue, { t, formats }: Wording): string => {
  switch (value.kind) {
    case "amount":
      return t("barcodes.stated.off", { value: formats.money(value.amountMinor) });
    case "dollars":
      return t("barcodes.stated.off", { value: `$${(value.cents / CENTS).toFixed(2)}` });
    case "percent":
      return t("barcodes.stated.off", { value: formats.percent(value.percentBp) });
    case "free":
      return t("barcodes.stated.free", { count: value.units });
  }
};

/** "" where its code says no more than its name. */
export const couponStatementText = (
  { value, units, startsOn, expiresOn }: CouponStatement,
  wording: Wording,
): string => {
  const { t, formats } = wording;
  return [
    value === null ? [] : [valueText(value, wording)],
    units === null ? [] : [t("barcodes.stated.buys", { count: units })],
    startsOn === null ? [] : [t("barcodes.stated.from", { date: civilDateText(startsOn, formats) })],
    expiresOn === null ? [] : [t("barcodes.stated.until", { date: civilDateText(expiresOn, formats) })],
  ]
    .flat()
    .join(", ");
};
