/**
 * Owns who is in which segment: all dynamic ones once a day, one when somebody asks, and those of the customer at hand
 * at every sale, so that a campaign for new customers never waits for the night.
 */
import { currencyDecimals } from "../../../domain/money/decimal.ts";
import { defaultSegments, type Criterion } from "../../../domain/segments/criteria.ts";
import type { StoredSegment } from "../../../db/repositories/segments.ts";
import { allOrNothing } from "../../../db/in-transaction.ts";
import type { DbDep } from "../deps.ts";
import type { Job } from "../jobs/job.ts";
import { criteriaOf, meantBy, membersBy, type FactsDeps } from "./segment-facts.ts";

interface WithCriteria {
  readonly segment: StoredSegment;
  readonly tree: Criterion;
}

const withCriteria = (segments: readonly StoredSegment[]): readonly WithCriteria[] =>
  segments.flatMap((segment) => {
    const tree = criteriaOf(segment);
    return tree === null ? [] : [{ segment, tree }];
  });

/** Answers with how many came and went. A piece of customers is one transaction. */
export const refreshSegments = async (
  deps: FactsDeps & DbDep,
  segments: readonly StoredSegment[],
): Promise<number> => {
  const computed = withCriteria(segments);
  const trees = computed.map(({ tree }) => tree);
  let changed = 0;
  for await (const { members, ...range } of membersBy(deps, trees)) {
    changed += allOrNothing(deps.db, () =>
      computed.reduce(
        (sum, { segment }, at) => sum + deps.segments.setAutomatic(segment.id, range, members[at] ?? []),
        0,
      ),
    );
  }
  allOrNothing(deps.db, () => {
    for (const { segment } of computed) {
      deps.segments.setRefreshed(segment.id);
    }
  });
  return changed;
};

export const createSegmentJob = (deps: FactsDeps & DbDep): Job => ({
  name: "segmentRefresh",
  every: "day",
  runInPieces: () =>
    refreshSegments(
      deps,
      deps.segments.all().filter(({ isDynamic }) => isDynamic),
    ),
});

/** Codes of the segments that this customer is in now. */
export const segmentsOf = (deps: FactsDeps, customerRef: string): readonly string[] => {
  const dynamic = withCriteria(deps.segments.all().filter(({ isDynamic }) => isDynamic));
  const meant = meantBy(
    deps,
    dynamic.map(({ tree }) => tree),
    customerRef,
  );
  const computed = dynamic.flatMap(({ segment }, at) => (meant[at] === true ? [segment.code] : []));
  return [...new Set([...computed, ...deps.segments.codesOf(customerRef, "any")])].toSorted();
};

/** The six that every shop starts with; nothing when there are segments already. */
export const seedSegments = (deps: FactsDeps): void => {
  if (deps.segments.all().length > 0) {
    return;
  }
  for (const { type, name, criteria } of defaultSegments(10 ** currencyDecimals(deps.profile.currency))) {
    deps.segments.add({ code: type, name, type, criteria, isDynamic: true }, null);
  }
};
