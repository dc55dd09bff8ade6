/**
 * Owns `npm run -s price -- --sale RECEIPT [FILE]`: prices a stored sale again with the offers of its day. The answer goes
 * to standard output; on standard error whether it is what was charged. Exit code 0 when it is, 1 when not, 2 when the
 * sale cannot be priced. Reads only.
 */
import { writePricingAnswer } from "../contracts/pricing-case.ts";
import { openForReading } from "../db/open-for-reading.ts";
import { createOfferRepository } from "../db/repositories/offers.ts";
import { createSaleRepository } from "../db/repositories/sales.ts";
import { formatDecimal } from "../domain/money/decimal.ts";
import { repriceSale, type RepriceError } from "../electron/services/pricing/reprice-sale.ts";
import { dataPaths } from "../electron/system/open-till.ts";
import { realClock } from "../electron/system/real-clock.ts";

export const priceSale = (receiptNumber: string, file: string = dataPaths(".data/till").database): number => {
  const opened = openForReading(file, realClock);
  if (!opened.ok) {
    console.error(`${file} cannot be read: ${opened.error.type}.`);
    return 2;
  }
  const db = opened.value;
  const priced = repriceSale(
    { sales: createSaleRepository(db), offerRepository: createOfferRepository(db) },
    receiptNumber.trim().toUpperCase(),
  );
  db.close();
  if (!priced.ok) {
    console.error(sentence(receiptNumber, priced.error));
    return 2;
  }
  const { result, currencyDecimals, chargedMinor, agrees } = priced.value;
  console.log(JSON.stringify(writePricingAnswer(result, currencyDecimals), null, 2));
  const charged = formatDecimal(chargedMinor, currencyDecimals);
  const found = formatDecimal(result.totals.totalMinor, currencyDecimals);
  console.error(
    agrees ? `${charged} was charged: the same.` : `${charged} was charged, ${found} is found now.`,
  );
  return agrees ? 0 : 1;
};

const sentence = (receiptNumber: string, error: RepriceError): string => {
  switch (error.type) {
    case "UnknownReceipt":
      return `There is no receipt ${receiptNumber}.`;
    case "IsARefund":
      return `${receiptNumber} is a refund: it gives back what was paid, and nothing was priced.`;
    case "NoTrace":
      return `${receiptNumber} was stored without its basket and cannot be priced again.`;
    case "UnknownOffers":
      return `The offers of ${receiptNumber} (${error.hash.slice(0, 12)}) are not stored here.`;
  }
};
