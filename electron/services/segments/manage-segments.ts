/** Owns what a manager does with segments: looks, tries criteria, makes, changes and removes them, names members by hand. */
import type {
  SegmentMemberView,
  SegmentPreview,
  SegmentView,
  UnknownSegment,
} from "../../../contracts/ipc/segments.ts";
import type { UnknownCustomer } from "../../../contracts/ipc/customers.ts";
import { allOrNothing } from "../../../db/in-transaction.ts";
import type { StoredSegment } from "../../../db/repositories/segments.ts";
import type { AuditAction } from "../../../domain/audit/audit-action.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Criterion } from "../../../domain/segments/criteria.ts";
import { auditActor } from "../session/audit-actor.ts";
import type { Actor, AuditDep, CustomersDep, DbDep, IdsDep } from "../deps.ts";
import { refreshSegments } from "./refresh-segments.ts";
import { criteriaOf, membersBy, type FactsDeps } from "./segment-facts.ts";

export type SegmentDeps = FactsDeps & CustomersDep & AuditDep & DbDep & IdsDep;

export interface SegmentWish {
  readonly name: string;
  readonly criteria: Criterion | null;
  readonly isDynamic: boolean;
}

const NAMES_SHOWN = 8;

const segmentView = (deps: SegmentDeps, segment: StoredSegment): SegmentView => ({
  id: segment.id,
  code: segment.code,
  name: segment.name,
  type: segment.type,
  criteria: criteriaOf(segment),
  isDynamic: segment.isDynamic,
  size: deps.segments.size(segment.id),
  refreshedAtMs: segment.refreshedAtMs,
});

export const listSegments = (deps: SegmentDeps): readonly SegmentView[] =>
  deps.segments.all().map((segment) => segmentView(deps, segment));

export const previewSegment = (deps: SegmentDeps, criteria: Criterion): SegmentPreview => {
  const [members = new Set<string>()] = membersBy(deps, [criteria]);
  const some = [...members].slice(0, NAMES_SHOWN);
  return {
    size: members.size,
    names: some.flatMap((customerRef) => deps.customers.findByRef(customerRef)?.name ?? []),
  };
};

export const createSegment = (deps: SegmentDeps, actor: Actor, wish: SegmentWish): SegmentView =>
  allOrNothing(deps.db, () => {
    const code = `SEG-${deps.ids.next().replaceAll("-", "").slice(-10).toUpperCase()}`;
    const segmentId = deps.segments.add({ ...wish, code, type: "CUSTOM" }, actor.staffId);
    const segment = stored(deps, segmentId);
    refreshSegments(deps, [segment]);
    tell(deps, actor, { action: "segment.create", segment, before: null, after: wish });
    return segmentView(deps, stored(deps, segmentId));
  });

export const changeSegment = (
  deps: SegmentDeps,
  actor: Actor,
  { segmentId, ...wish }: SegmentWish & { readonly segmentId: number },
): Result<SegmentView, UnknownSegment> =>
  withSegment(deps, segmentId, (before) => {
    deps.segments.change(segmentId, wish, actor.staffId);
    const segment = stored(deps, segmentId);
    if (wish.criteria === null) {
      deps.segments.setAutomatic(segmentId, new Set());
    } else if (wish.isDynamic) {
      refreshSegments(deps, [segment]);
    }
    const { name, criteria, isDynamic } = before;
    tell(deps, actor, {
      action: "segment.update",
      segment,
      before: { name, criteria, isDynamic },
      after: wish,
    });
    return ok(segmentView(deps, stored(deps, segmentId)));
  });

export const removeSegment = (
  deps: SegmentDeps,
  actor: Actor,
  segmentId: number,
): Result<null, UnknownSegment> =>
  withSegment(deps, segmentId, (segment) => {
    deps.segments.remove(segmentId, actor.staffId);
    tell(deps, actor, { action: "segment.delete", segment, before: { name: segment.name }, after: null });
    return ok(null);
  });

export const refreshSegment = (deps: SegmentDeps, segmentId: number): Result<SegmentView, UnknownSegment> =>
  withSegment(deps, segmentId, (segment) => {
    refreshSegments(deps, [segment]);
    return ok(segmentView(deps, stored(deps, segmentId)));
  });

export const segmentMembers = (
  deps: SegmentDeps,
  { segmentId, ...page }: { readonly segmentId: number; readonly after: string; readonly limit: number },
): Result<
  { readonly members: readonly SegmentMemberView[]; readonly nextAfter: string | null },
  UnknownSegment
> =>
  withSegment(deps, segmentId, () => {
    const members = deps.segments.members(segmentId, page);
    return ok({
      members: members.map(({ customerRef, assignment, reason }) => ({
        customerRef,
        name: deps.customers.findByRef(customerRef)?.name ?? null,
        assignment,
        reason,
      })),
      nextAfter: members.length === page.limit ? (members.at(-1)?.customerRef ?? null) : null,
    });
  });

export const addSegmentMember = (
  deps: SegmentDeps,
  actor: Actor,
  member: { readonly segmentId: number; readonly customerRef: string; readonly reason: string },
): Result<null, UnknownSegment | UnknownCustomer> =>
  withSegment(deps, member.segmentId, (segment): Result<null, UnknownCustomer> => {
    const customer = deps.customers.findByRef(member.customerRef);
    if (!customer) {
      return err({ type: "UnknownCustomer" });
    }
    const { customerRef } = customer;
    deps.segments.addByHand(segment.id, { customerRef, reason: member.reason }, actor.staffId);
    tell(deps, actor, {
      action: "segment.member",
      segment,
      before: null,
      after: { customerRef },
      reason: member.reason,
    });
    return ok(null);
  });

export const removeSegmentMember = (
  deps: SegmentDeps,
  actor: Actor,
  { segmentId, customerRef }: { readonly segmentId: number; readonly customerRef: string },
): Result<null, UnknownSegment | UnknownCustomer> =>
  withSegment(deps, segmentId, (segment): Result<null, UnknownCustomer> => {
    if (!deps.segments.removeMember(segmentId, customerRef)) {
      return err({ type: "UnknownCustomer" });
    }
    tell(deps, actor, { action: "segment.member", segment, before: { customerRef }, after: null });
    return ok(null);
  });

const stored = (deps: SegmentDeps, segmentId: number): StoredSegment => {
  const segment = deps.segments.find(segmentId);
  if (!segment) {
    throw new Error(`Segment ${String(segmentId)} is gone`);
  }
  return segment;
};

const withSegment = <T, E>(
  deps: SegmentDeps,
  segmentId: number,
  work: (segment: StoredSegment) => Result<T, E>,
): Result<T, E | UnknownSegment> =>
  allOrNothing(deps.db, (): Result<T, E | UnknownSegment> => {
    const segment = deps.segments.find(segmentId);
    return segment ? work(segment) : err({ type: "UnknownSegment" });
  });

const tell = (
  deps: AuditDep,
  actor: Actor,
  told: {
    readonly action: Extract<AuditAction, `segment.${string}`>;
    readonly segment: StoredSegment;
    readonly before: unknown;
    readonly after: unknown;
    readonly reason?: string;
  },
): void => {
  deps.audit.append({
    ...auditActor(actor),
    action: told.action,
    subject: `segment ${told.segment.name}`,
    before: told.before,
    after: told.after,
    reason: told.reason ?? null,
  });
};
