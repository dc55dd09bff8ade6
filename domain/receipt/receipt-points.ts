/** Owns what a receipt says of points: used, earned, taken or given back, what there is now, and the tier. */
import { columnsBlock, ruleBlock, type ReceiptBlock } from "./receipt-document.ts";
import type { SaleReceiptContext } from "./sale-receipt-context.ts";

/** Nothing where nobody takes part. Goods of somebody else's sale, which come back, say nothing of whose points they were. */
export const receiptPoints = ({ sale, words, tierName }: SaleReceiptContext): readonly ReceiptBlock[] => {
  const whose = sale.pointEntries.at(-1)?.customerRef;
  const entries = sale.pointEntries.filter(({ customerRef }) => customerRef === whose);
  const last = entries.at(-1);
  if (!last) {
    return [];
  }
  const sum = (pick: (entry: (typeof entries)[number]) => boolean): number =>
    entries.filter(pick).reduce((total, { points }) => total + points, 0);
  const rows: readonly (readonly [string, number])[] = [
    [words.pointsUsed, sum(({ type }) => type === "REDEEMED")],
    [words.pointsEarned, sum(({ type }) => type === "EARNED")],
    [words.pointsBack, sum(({ type, points }) => type === "REFUND" && points > 0)],
    [words.pointsTaken, sum(({ type, points }) => type === "REFUND" && points < 0)],
  ];
  return [
    ruleBlock(),
    ...rows.flatMap(([left, points]) =>
      points === 0 ? [] : [columnsBlock({ left, right: points > 0 ? `+${String(points)}` : String(points) })],
    ),
    columnsBlock({ left: words.pointsNow, right: String(last.balanceAfter) }, { bold: true }),
    ...(last.tierAfter === null ? [] : [columnsBlock({ left: words.tier, right: tierName(last.tierAfter) })]),
  ];
};
