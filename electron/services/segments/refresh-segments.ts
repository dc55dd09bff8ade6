/**
 * Owns who is in which segment: all dynamic ones once a day, one when somebody asks, and those of the customer at hand
 * at every sale, so that a campaign for new customers never waits for the night.
 */
import { currencyDecimals } from "../../../domain/money/decimal.ts";
import { defaultSegments, type Criterion } from "../../../domain/segments/criteria.ts";
import type { StoredSegment } from "../../../db/repositories/segments.ts";
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

/** Answers with how many came and went. Call it inside a transaction. */
export const refreshSegments = (deps: FactsDeps, segments: readonly StoredSegment[]): number => {
  const computed = withCriteria(segments);
  const members = membersBy(
    deps,
    computed.map(({ tree }) => tree),
  );
  return computed.reduce(
    (changed, { segment }, at) =>
      changed + deps.segments.setAutomatic(segment.id, members[at] ?? new Set<string>()),
    0,
  );
};

export const createSegmentJob = (deps: FactsDeps): Job => ({
  name: "segmentRefresh",
  every: "day",
  run: () =>
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
