/**
 * Owns every customer's points on paper: lots that are used oldest first, what expires, the year and the tier, worked out
 * from docs and the sample program's figures alone. Shares no code with the till's loyalty.
 */
export interface PaperLot {
  left: number;
  readonly goneAtMs: number;
}

export interface PaperRecord {
  readonly atMs: number;
  readonly totalMinor: number;
  /** A sale of which not everything came back. */
  readonly isPurchase: () => boolean;
}

export interface PaperAccount {
  points: number;
  lifetime: number;
  tier: number;
  year: number;
  yearPoints: number;
  yearSpentMinor: number;
  readonly enrolledAtMs: number;
  readonly lots: PaperLot[];
  /** Of every sale and refund, in order. */
  readonly bought: PaperRecord[];
  purchases: number;
}

/** Least points, least spending, thousandths of a point more, hundredths of a percent off. */
export const TIERS = [
  { code: "BRONZE", points: 0, spentMinor: Infinity, milli: 1000, bp: 0 },
  { code: "SILVER", points: 500, spentMinor: 100_000, milli: 1100, bp: 0 },
  { code: "GOLD", points: 1500, spentMinor: 500_000, milli: 1250, bp: 500 },
  { code: "PLATINUM", points: 5000, spentMinor: 1_500_000, milli: 1500, bp: 1000 },
] as const;

const WELCOME = 100;

export const enrolOnPaper = (atMs: number): PaperAccount => {
  const account: PaperAccount = {
    points: 0,
    lifetime: 0,
    tier: 0,
    year: londonDay(atMs).year,
    yearPoints: 0,
    yearSpentMinor: 0,
    enrolledAtMs: atMs,
    lots: [],
    bought: [],
    purchases: 0,
  };
  give(account, { points: WELCOME, sinceMs: atMs });
  account.lifetime += WELCOME;
  return account;
};

/** What a sale does: `usedPoints` first, then what it earns. */
export const sellOnPaper = (
  account: PaperAccount,
  sale: {
    readonly atMs: number;
    readonly usedPoints: number;
    readonly earnedPoints: number;
    readonly totalMinor: number;
  },
): void => {
  beginYear(account, sale.atMs);
  take(account, sale.usedPoints);
  give(account, { points: sale.earnedPoints, sinceMs: sale.atMs });
  account.lifetime += sale.earnedPoints;
  account.yearPoints += sale.earnedPoints;
  account.yearSpentMinor += sale.totalMinor;
  account.tier = Math.max(account.tier, reached(account.yearPoints, account.yearSpentMinor));
};

/** What comes back of a sale: first the points that paid it, then those it earned. */
export const giveBackOnPaper = (
  account: PaperAccount,
  back: {
    readonly atMs: number;
    readonly soldAtMs: number;
    readonly usedBack: number;
    readonly earnedBack: number;
    readonly totalMinor: number;
  },
): void => {
  beginYear(account, back.atMs);
  give(account, { points: back.usedBack, sinceMs: back.soldAtMs });
  take(account, back.earnedBack);
  account.lifetime -= back.earnedBack;
  account.yearPoints -= back.earnedBack;
  account.yearSpentMinor -= back.totalMinor;
  account.tier = Math.max(account.tier, reached(account.yearPoints, account.yearSpentMinor));
};

/** At the beginning of a day: what is over goes; on the first day of a year the last year decides the tier. */
export const passNight = (account: PaperAccount, atMs: number): void => {
  beginYear(account, atMs);
  for (const lot of account.lots) {
    if (lot.left > 0 && lot.goneAtMs <= atMs) {
      account.points -= lot.left;
      lot.left = 0;
    }
  }
};

/** A point pays 50 pence; nobody pays with fewer than ten. */
export const payablePoints = (account: PaperAccount, totalMinor: number): number => {
  const most = Math.min(Math.max(0, account.points), Math.floor(totalMinor / 50));
  return most < 10 ? 0 : most;
};

export const earnedOnPaper = (account: PaperAccount, paidMinor: number): number =>
  Math.floor((paidMinor * (TIERS[account.tier]?.milli ?? 0)) / 1_000_000);

const beginYear = (account: PaperAccount, atMs: number): void => {
  const { year } = londonDay(atMs);
  if (year > account.year) {
    account.tier = year === account.year + 1 ? reached(account.yearPoints, account.yearSpentMinor) : 0;
    account.year = year;
    account.yearPoints = 0;
    account.yearSpentMinor = 0;
  }
};

const reached = (points: number, spentMinor: number): number =>
  Math.max(
    0,
    TIERS.findLastIndex((tier) => points >= tier.points || spentMinor >= tier.spentMinor),
  );

const give = (
  account: PaperAccount,
  { points, sinceMs }: { readonly points: number; readonly sinceMs: number },
): void => {
  const owed = Math.max(0, -account.points);
  account.points += points;
  // Good to the end of the same day a year later; 29 February then is the 28th.
  const { year, month, day } = londonDay(sinceMs);
  const lastDay = Math.min(day, new Date(Date.UTC(year + 1, month + 1, 0)).getUTCDate());
  const goneAtMs = Date.UTC(year + 1, month, lastDay + 1);
  account.lots.push({ left: Math.max(0, points - owed), goneAtMs: goneAtMs - summerMs(goneAtMs) });
};

const take = (account: PaperAccount, points: number): void => {
  account.points -= points;
  let wanted = points;
  // Sorting keeps the order of equal ones: that of their coming.
  for (const lot of account.lots.toSorted((a, b) => a.goneAtMs - b.goneAtMs)) {
    const taken = Math.min(lot.left, wanted);
    lot.left -= taken;
    wanted -= taken;
  }
};

/** London's clocks stand an hour later from the last Sunday of March to the last of October, 2010 and 2011. */
const SUMMERS = [
  [Date.UTC(2010, 2, 28, 1), Date.UTC(2010, 9, 31, 1)],
  [Date.UTC(2011, 2, 27, 1), Date.UTC(2011, 9, 30, 1)],
  [Date.UTC(2012, 2, 25, 1), Date.UTC(2012, 9, 28, 1)],
] as const;

const HOUR_MS = 3_600_000;

const summerMs = (atMs: number): number =>
  SUMMERS.some(([from, until]) => atMs >= from && atMs < until) ? HOUR_MS : 0;

const londonDay = (atMs: number): { readonly year: number; readonly month: number; readonly day: number } => {
  const local = new Date(atMs + summerMs(atMs));
  return { year: local.getUTCFullYear(), month: local.getUTCMonth(), day: local.getUTCDate() };
};

/** From three to six on a weekday, by London's clocks. */
export const isHappyHour = (atMs: number): boolean => {
  const local = new Date(atMs + summerMs(atMs));
  const weekday = local.getUTCDay();
  return weekday >= 1 && weekday <= 5 && local.getUTCHours() >= 15 && local.getUTCHours() < 18;
};
