/** Owns asking criteria of stored customers: for everybody, a piece at a time, and for the customer at hand. */
import { criterionSchema } from "../../../contracts/ipc/segments.ts";
import type {
  CustomerFactsRepository,
  CustomerRange,
  StoredFacts,
} from "../../../db/repositories/customer-facts.ts";
import type { StoredSegment } from "../../../db/repositories/segments.ts";
import { belongs, windowsOf, type Criterion, type CustomerFacts } from "../../../domain/segments/criteria.ts";
import { MS_PER_DAY } from "../../../domain/time/civil-date.ts";
import { wallClockAt } from "../../../domain/time/zoned-time.ts";
import { TillClosed } from "../jobs/job.ts";
import type { ClockDep, DbDep, ProfileDep, SegmentsDep } from "../deps.ts";

export type FactsDeps = SegmentsDep & ProfileDep & ClockDep;

/** null: by hand only, or not readable any more. */
export const criteriaOf = ({ criteria }: Pick<StoredSegment, "criteria">): Criterion | null => {
  const read = criterionSchema.safeParse(criteria);
  return criteria !== null && read.success ? read.data : null;
};

/** Whom each of the trees means among the customers of a piece. */
export interface MembersPiece extends CustomerRange {
  readonly members: readonly (readonly string[])[];
}

/** Piece by piece over all customers; the till does other things between two of them. Throws TillClosed. */
export async function* membersBy(
  deps: FactsDeps & DbDep,
  trees: readonly Criterion[],
): AsyncGenerator<MembersPiece> {
  const asker = askerFor(deps, trees);
  const pieces = asker.facts.ofEverybody(asker.starts);
  for (let piece = pieces.next(); piece.done !== true; piece = pieces.next()) {
    const { facts, ...range } = piece.value;
    yield {
      ...range,
      members: trees.map((tree) =>
        facts.filter((stored) => asker.means(tree, stored)).map(({ customerRef }) => customerRef),
      ),
    };
    await new Promise((resolve) => setImmediate(resolve));
    if (!deps.db.sqlite.open) {
      throw new TillClosed();
    }
  }
}

/** Which of the trees mean this customer now. */
export const meantBy = (
  deps: FactsDeps,
  trees: readonly Criterion[],
  customerRef: string,
): readonly boolean[] => {
  const asker = askerFor(deps, trees);
  const stored = asker.facts.of(customerRef, asker.starts);
  return trees.map((tree) => stored !== null && asker.means(tree, stored));
};

interface Asker {
  readonly facts: CustomerFactsRepository;
  readonly starts: readonly (number | null)[];
  readonly means: (tree: Criterion, stored: StoredFacts) => boolean;
}

const askerFor = ({ customerFacts, clock, profile }: FactsDeps, trees: readonly Criterion[]): Asker => {
  const nowMs = clock.nowMs();
  const today = wallClockAt(nowMs, profile.timezone).date;
  const windows = [...new Set(trees.flatMap(windowsOf))];
  return {
    facts: customerFacts,
    starts: windows.map((days) => (days === null ? null : nowMs - days * MS_PER_DAY)),
    means: (tree, stored) => belongs(tree, toFacts(stored, { windows, nowMs }), today),
  };
};

const toFacts = (
  stored: StoredFacts,
  { windows, nowMs }: { readonly windows: readonly (number | null)[]; readonly nowMs: number },
): CustomerFacts => ({
  within: (days) => stored.bought[windows.indexOf(days)] ?? { purchases: 0, spentMinor: 0 },
  daysSincePurchase: stored.lastPurchaseAtMs === null ? null : wholeDays(nowMs - stored.lastPurchaseAtMs),
  daysSinceEnrolment: wholeDays(nowMs - stored.enrolledAtMs),
  dateOfBirth: stored.dateOfBirth,
  tags: stored.tags,
  tier: stored.tier,
  stores: stored.stores,
});

/** A clock that was put back makes nobody younger than a day. */
const wholeDays = (ms: number): number => Math.max(0, Math.floor(ms / MS_PER_DAY));
