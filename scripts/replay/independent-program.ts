/**
 * Owns the whole file with the sample program on paper: what every invoice comes to, whose points go where, which coupons count,
 * and who is in which segment at the end. Shares no code with the till; only the rules of ours come from program-rules.ts.
 */
import {
  earnedOnPaper,
  enrolOnPaper,
  giveBackOnPaper,
  isHappyHour,
  passNight,
  payablePoints,
  sellOnPaper,
  TIERS,
  type PaperAccount,
} from "./independent-accounts.ts";
import { priceOnPaper, type OwnPrice, type RungLine } from "./independent-offers.ts";
import { emptySums, isReturn, taxInside, type IndependentSums } from "./independent-sums.ts";
import { handsInCoupon, paysWithPoints } from "./program-rules.ts";
import type { RetailInvoice, RetailRow } from "./retail-invoice.ts";
import { taxRateOf } from "./tax-rule.ts";

interface PaperSale {
  readonly atMs: number;
  readonly lines: readonly (RungLine & { back: number })[];
  readonly price: OwnPrice;
  readonly earnedPoints: number;
  readonly usedPoints: number;
  /** Its uses that have not come back. */
  readonly uses: Set<string>;
}

export interface PaperUse {
  uses: number;
  amountMinor: number;
}

export interface PaperProgram {
  readonly sums: IndependentSums;
  readonly accounts: ReadonlyMap<string, PaperAccount>;
  /** By campaign; the coupon under its own code. */
  readonly uses: ReadonlyMap<string, PaperUse>;
  readonly pointsUsed: () => number;
  readonly startDay: (atMs: number) => void;
  readonly add: (invoice: RetailInvoice) => void;
}

type Bought = Map<string, { readonly sale: PaperSale; readonly place: number }[]>;

interface Paper {
  readonly sums: IndependentSums;
  readonly accounts: Map<string, PaperAccount>;
  readonly uses: Map<string, PaperUse>;
  readonly bought: Bought;
  readonly listPriceOf: (sku: string) => number | null;
  pointsUsed: number;
}

export const createPaperProgram = (listPriceOf: (sku: string) => number | null): PaperProgram => {
  const paper: Paper = {
    sums: emptySums(),
    accounts: new Map(),
    uses: new Map(),
    bought: new Map(),
    listPriceOf,
    pointsUsed: 0,
  };
  return {
    ...paper,
    pointsUsed: () => paper.pointsUsed,
    startDay: (atMs) => {
      for (const account of paper.accounts.values()) {
        passNight(account, atMs);
      }
    },
    add: (invoice) => {
      addOnPaper(paper, invoice);
    },
  };
};

const addOnPaper = (paper: Paper, invoice: RetailInvoice): void => {
  const { sums, accounts } = paper;
  const sold = invoice.rows.filter((row) => !isReturn(row));
  const returned = invoice.rows.filter(isReturn);
  sums.invoices += 1;
  sums.rows += invoice.rows.length;
  if (invoice.customer !== null && !accounts.has(invoice.customer)) {
    accounts.set(invoice.customer, enrolOnPaper(invoice.atMs));
  }
  const soldMinor = sold.length > 0 ? sell(paper, invoice, sold) : 0;
  const returnedMinor = returned.length > 0 ? giveBack(paper, invoice, returned) : 0;
  sums.drawerMinor += invoice.customer === null ? soldMinor - returnedMinor : 0;
};

const sell = (paper: Paper, invoice: RetailInvoice, rows: readonly RetailRow[]): number => {
  const { sums } = paper;
  const account = accountOf(paper, invoice);
  const lines = rungUp(paper, rows);
  const price = priceOnPaper(lines, {
    happyHour: isHappyHour(invoice.atMs),
    coupon: account?.purchases === 0 && handsInCoupon(invoice.number),
    tierBp: TIERS[account?.tier ?? 0]?.bp ?? 0,
  });
  const { totalMinor } = price;
  sums.sales += 1;
  sums.salesMinor += totalMinor;
  sums.salesTaxMinor += taxInside(
    lines.map(({ sku }, place) => ({
      rateBp: taxRateOf(sku),
      amountMinor: netOf(price, place, lines[place]?.quantity ?? 0),
    })),
  );
  const uses = new Set([...price.offers.keys()].filter((code) => code !== "TIER"));
  for (const code of uses) {
    count(paper, code, { uses: 1, amountMinor: price.offers.get(code)?.amountMinor ?? 0 });
  }
  if (account && invoice.customer !== null) {
    const usedPoints = paysWithPoints(invoice.number) ? payablePoints(account, totalMinor) : 0;
    const earnedPoints = earnedOnPaper(account, totalMinor - usedPoints * 50);
    sellOnPaper(account, { atMs: invoice.atMs, usedPoints, earnedPoints, totalMinor });
    account.purchases += 1;
    const isPurchase = (): boolean => lines.some(({ back, quantity }) => back < quantity);
    account.bought.push({ atMs: invoice.atMs, totalMinor, isPurchase });
    paper.pointsUsed += usedPoints;
    remember(paper, invoice.customer, { atMs: invoice.atMs, lines, price, earnedPoints, usedPoints, uses });
  }
  return totalMinor;
};

/** Rows of an item at its list price are one line. */
const rungUp = (paper: Paper, rows: readonly RetailRow[]): (RungLine & { back: number })[] => {
  const lines: { sku: string; unitPriceMinor: number; quantity: number; back: number }[] = [];
  for (const { sku, unitPriceMinor, quantity } of rows) {
    const same = lines.findLast((line) => line.sku === sku && line.unitPriceMinor === unitPriceMinor);
    const listPriceMinor = paper.listPriceOf(sku);
    if (same && (listPriceMinor === null || listPriceMinor === unitPriceMinor)) {
      same.quantity += quantity;
    } else {
      lines.push({ sku, unitPriceMinor, quantity, back: 0 });
    }
  }
  return lines;
};

const remember = ({ bought }: Paper, customer: string, sale: PaperSale): void => {
  for (const [place, { sku, unitPriceMinor }] of sale.lines.entries()) {
    const key = JSON.stringify([customer, sku, unitPriceMinor]);
    bought.set(key, [...(bought.get(key) ?? []), { sale, place }]);
  }
};

/** First off the customer's own receipts, oldest first, then at the price that the file names. */
const giveBack = (paper: Paper, invoice: RetailInvoice, rows: readonly RetailRow[]): number => {
  const backs = new Map<PaperSale, Map<number, number>>();
  let returnedMinor = 0;
  const taxed: { rateBp: number; amountMinor: number }[] = [];
  for (const row of rows) {
    const priceMinor = Math.abs(row.unitPriceMinor);
    const key = JSON.stringify([invoice.customer, row.sku, priceMinor]);
    let left = Math.abs(row.quantity);
    for (const { sale, place } of invoice.customer === null ? [] : (paper.bought.get(key) ?? [])) {
      const line = sale.lines[place];
      const pieces = Math.min(left, line ? line.quantity - line.back : 0);
      if (line && pieces > 0) {
        const amountMinor =
          netOf(sale.price, place, line.back + pieces) - netOf(sale.price, place, line.back);
        const before = backs.get(sale) ?? new Map<number, number>();
        backs.set(sale, before.set(place, (before.get(place) ?? 0) + pieces));
        line.back += pieces;
        left -= pieces;
        returnedMinor += amountMinor;
        taxed.push({ rateBp: taxRateOf(row.sku), amountMinor });
      }
    }
    returnedMinor += left * priceMinor;
    taxed.push({ rateBp: taxRateOf(row.sku), amountMinor: left * priceMinor });
  }
  paper.sums.refundsMinor += returnedMinor;
  paper.sums.refundsTaxMinor += taxInside(taxed);
  paper.sums.refundRows += rows.length + [...backs.values()].reduce((sum, places) => sum + places.size, 0);
  for (const [sale, places] of backs) {
    settleBack(paper, invoice, { sale, places });
  }
  return returnedMinor;
};

const settleBack = (
  paper: Paper,
  invoice: RetailInvoice,
  { sale, places }: { readonly sale: PaperSale; readonly places: ReadonlyMap<number, number> },
): void => {
  const account = accountOf(paper, invoice);
  const worth = (piecesOf: (place: number) => number): number =>
    sale.lines.reduce((sum, _, place) => sum + netOf(sale.price, place, piecesOf(place)), 0);
  const after = worth((place) => sale.lines[place]?.back ?? 0);
  const before = worth((place) => (sale.lines[place]?.back ?? 0) - (places.get(place) ?? 0));
  const shareOf = (whole: number): number =>
    sale.price.totalMinor === 0
      ? 0
      : Math.round((whole * after) / sale.price.totalMinor) -
        Math.round((whole * before) / sale.price.totalMinor);
  if (account) {
    giveBackOnPaper(account, {
      atMs: invoice.atMs,
      soldAtMs: sale.atMs,
      usedBack: shareOf(sale.usedPoints),
      earnedBack: shareOf(sale.earnedPoints),
      totalMinor: after - before,
    });
    account.bought.push({ atMs: invoice.atMs, totalMinor: before - after, isPurchase: () => false });
  }
  for (const code of sale.uses) {
    const offer = sale.price.offers.get(code);
    const isBack = [...(offer?.places ?? [])].every((place) => {
      const line = sale.lines[place];
      return line !== undefined && line.back >= line.quantity;
    });
    if (offer && isBack) {
      sale.uses.delete(code);
      count(paper, code, { uses: -1, amountMinor: -offer.amountMinor });
    }
  }
};

const netOf = ({ nets }: OwnPrice, place: number, pieces: number): number => {
  const { unitNetMinor = 0, cheaper = 0 } = nets[place] ?? {};
  return pieces * unitNetMinor - Math.min(pieces, cheaper);
};

const accountOf = ({ accounts }: Paper, { customer }: RetailInvoice): PaperAccount | null =>
  customer === null ? null : (accounts.get(customer) ?? null);

const count = ({ uses }: Paper, code: string, by: PaperUse): void => {
  const known = uses.get(code) ?? { uses: 0, amountMinor: 0 };
  uses.set(code, { uses: known.uses + by.uses, amountMinor: known.amountMinor + by.amountMinor });
};

const DAY_MS = 86_400_000;

/** Whom the six default segments mean at a moment; birthdays are not in the file. */
export const segmentsOnPaper = (
  accounts: ReadonlyMap<string, PaperAccount>,
  nowMs: number,
): ReadonlyMap<string, ReadonlySet<string>> => {
  const members = (means: (account: PaperAccount) => boolean): ReadonlySet<string> =>
    new Set([...accounts].flatMap(([customer, account]) => (means(account) ? [customer] : [])));
  const since = ({ bought }: PaperAccount, days: number) =>
    bought.filter(({ atMs }) => atMs >= nowMs - days * DAY_MS);
  const spent = (records: PaperAccount["bought"]): number =>
    records.reduce((sum, { totalMinor }) => sum + totalMinor, 0);
  const purchases = (records: PaperAccount["bought"]): number =>
    records.filter(({ isPurchase }) => isPurchase()).length;
  const daysSince = (atMs: number): number => Math.floor((nowMs - atMs) / DAY_MS);
  return new Map([
    ["VIP", members((account) => spent(since(account, 365)) >= 1_000_000)],
    ["NEW_CUSTOMER", members(({ enrolledAtMs }) => daysSince(enrolledAtMs) <= 29)],
    ["FREQUENT_BUYER", members((account) => purchases(since(account, 30)) >= 4)],
    [
      "HIGH_VALUE",
      members(({ bought }) => purchases(bought) > 0 && spent(bought) >= 20_000 * purchases(bought)),
    ],
    [
      "INACTIVE",
      members(({ bought }) => {
        const last = bought.findLast(({ isPurchase }) => isPurchase());
        return last !== undefined && daysSince(last.atMs) >= 90;
      }),
    ],
    ["BIRTHDAY", new Set<string>()],
  ]);
};
