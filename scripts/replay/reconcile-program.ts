/**
 * Owns holding the replayed till's customers against the file on paper: every account, every lot's sum, uses of campaigns and
 * of the coupon, and the members of each default segment. Asks the till with plain SQL.
 */
import type { TillDatabase } from "../../db/open-database.ts";
import type { Till } from "../../electron/services/till.ts";
import { TIERS, type PaperAccount } from "./independent-accounts.ts";
import { segmentsOnPaper, type PaperProgram } from "./independent-program.ts";
import { COUPON } from "./program-rules.ts";
import { exact, type Check } from "./reconcile.ts";

interface AccountRow {
  readonly code: string;
  readonly points: number;
  readonly lifetime: number;
  readonly tier: string;
  readonly yearPoints: number;
  readonly yearSpentMinor: number;
  readonly leftInLots: number;
}

export const reconcileProgram = (
  db: TillDatabase,
  till: Till,
  { paper, nowMs }: { readonly paper: PaperProgram; readonly nowMs: number },
): readonly Check[] => {
  const ask = (query: string): number => Number(db.sqlite.prepare(query).pluck().get() ?? 0);
  const accounts = [...paper.accounts.values()];
  const sum = (figure: (account: PaperAccount) => number): number =>
    accounts.reduce((total, account) => total + figure(account), 0);
  const rows = accountsOf(db);
  return [
    exact("members, number of", rows.length, accounts.length),
    exact(
      "points, number left",
      ask("SELECT sum(points) FROM customer_loyalty"),
      sum(({ points }) => points),
    ),
    exact(
      "points, number ever given",
      ask("SELECT sum(lifetime_points) FROM customer_loyalty"),
      sum(({ lifetime }) => lifetime),
    ),
    exact(
      "points, number paid with",
      -ask("SELECT sum(points) FROM loyalty_point_transaction WHERE type = 'REDEEMED'"),
      paper.pointsUsed(),
    ),
    exact("points, number in lots", ask("SELECT sum(left_points) FROM loyalty_point_lot"), sum(leftInLots)),
    exact(
      "spent this year",
      ask("SELECT sum(period_spent_minor) FROM customer_loyalty"),
      sum(({ yearSpentMinor }) => yearSpentMinor),
    ),
    ...TIERS.map(({ code }, at) =>
      exact(
        `tier ${code}, number in`,
        rows.filter(({ tier }) => tier === code).length,
        accounts.filter(({ tier }) => tier === at).length,
      ),
    ),
    exact("accounts, number that agree", agreeing(rows, paper.accounts), accounts.length),
    exact("ledger, number of faults", till.loyaltyLedger.firstFault() === null ? 0 : 1, 0),
    ...usesChecks(ask, paper),
    ...segmentChecks(db, segmentsOnPaper(paper.accounts, nowMs)),
  ];
};

const accountsOf = ({ sqlite }: TillDatabase): readonly AccountRow[] =>
  sqlite
    .prepare<[], AccountRow>(
      `SELECT code, points, lifetime_points AS lifetime, tier, period_points AS yearPoints,
         period_spent_minor AS yearSpentMinor,
         (SELECT coalesce(sum(left_points), 0) FROM loyalty_point_lot AS lot
          WHERE lot.customer_ref = customer.customer_ref) AS leftInLots
       FROM customer JOIN customer_loyalty USING (customer_ref)`,
    )
    .all();

const leftInLots = ({ lots }: PaperAccount): number => lots.reduce((sum, { left }) => sum + left, 0);

const agreeing = (rows: readonly AccountRow[], accounts: ReadonlyMap<string, PaperAccount>): number =>
  rows.filter((row) => {
    const account = accounts.get(row.code);
    return (
      account !== undefined &&
      row.points === account.points &&
      row.lifetime === account.lifetime &&
      row.tier === TIERS[account.tier]?.code &&
      row.yearPoints === account.yearPoints &&
      row.yearSpentMinor === account.yearSpentMinor &&
      row.leftInLots === leftInLots(account)
    );
  }).length;

const usesChecks = (ask: (query: string) => number, { uses }: PaperProgram): readonly Check[] => {
  const standing = (code: string, figure: string): number =>
    ask(`SELECT ${figure} FROM campaign_usage WHERE campaign = '${code}' AND given_back_by_seq IS NULL`);
  return [
    ...["BASKET100", "BUY2GET1", "HAPPYHOUR", COUPON].flatMap((code) => [
      exact(`${code}, number of uses`, standing(code, "count(*)"), uses.get(code)?.uses ?? 0),
      exact(
        `${code}, taken off`,
        standing(code, "coalesce(sum(amount_minor), 0)"),
        uses.get(code)?.amountMinor ?? 0,
      ),
    ]),
    exact(
      `coupon ${COUPON}, number`,
      ask("SELECT count(*) FROM coupon_usage WHERE given_back_by_seq IS NULL"),
      uses.get(COUPON)?.uses ?? 0,
    ),
  ];
};

/** Members that both have; a member of only one counts against it. */
const segmentChecks = (
  { sqlite }: TillDatabase,
  segments: ReadonlyMap<string, ReadonlySet<string>>,
): readonly Check[] => {
  const members = sqlite
    .prepare<[string], string>(
      `SELECT customer.code FROM customer_segment_member AS member
       JOIN customer_segment AS segment ON segment.id = member.segment_id
       JOIN customer USING (customer_ref) WHERE segment.code = ?`,
    )
    .pluck();
  return [...segments].map(([code, onPaper]) => {
    const inTill = members.all(code);
    const strangers = inTill.filter((customer) => !onPaper.has(customer)).length;
    return exact(`segment ${code}, number in`, inTill.length + strangers, onPaper.size);
  });
};
