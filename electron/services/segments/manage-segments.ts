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

export const previewSegment = async (deps: SegmentDeps, criteria: Criterion): Promise<SegmentPreview> => {
  let size = 0;
  const some: string[] = [];
  for await (const { members } of membersBy(deps, [criteria])) {
    const [found = []] = members;
    size += found.length;
    some.push(...found.slice(0, NAMES_SHOWN - some.length));
  }
  return {
    size,
    names: some.flatMap((customerRef) => deps.customers.findByRef(customerRef)?.name ?? []),
  };
};

export const createSegment = async (
  deps: SegmentDeps,
  actor: Actor,
  wish: SegmentWish,
): Promise<SegmentView> => {
  const segmentId = allOrNothing(deps.db, () => {
    const code = `SEG-${deps.ids.next().replaceAll("-", "").slice(-10).toUpperCase()}`;
    const id = deps.segments.add({ ...wish, code, type: "CUSTOM" }, actor.staffId);
    tell(deps, actor, { action: "segment.create", segment: stored(deps, id), before: null, after: wish });
    return id;
  });
  await refreshSegments(deps, [stored(deps, segmentId)]);
  return segmentView(deps, stored(deps, segmentId));
};

export const changeSegment = async (
  deps: SegmentDeps,
  actor: Actor,
  { segmentId, ...wish }: SegmentWish & { readonly segmentId: number },
): Promise<Result<SegmentView, UnknownSegment>> => {
  const changed = withSegment<StoredSegment, never>(deps, segmentId, ({ name, criteria, isDynamic }) => {
    deps.segments.change(segmentId, wish, actor.staffId);
    if (wish.criteria === null) {
      deps.segments.clearAutomatic(segmentId);
    }
    const segment = stored(deps, segmentId);
    const before = { name, criteria, isDynamic };
    tell(deps, actor, { action: "segment.update", segment, before, after: wish });
    return ok(segment);
  });
  if (!changed.ok) {
    return changed;
  }
  return wish.criteria !== null && wish.isDynamic
    ? refreshSegment(deps, segmentId)
    : ok(segmentView(deps, changed.value));
};

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

export const refreshSegment = async (
  deps: SegmentDeps,
  segmentId: number,
): Promise<Result<SegmentView, UnknownSegment>> => {
  const segment = deps.segments.find(segmentId);
  if (!segment) {
    return err({ type: "UnknownSegment" });
  }
  await refreshSegments(deps, [segment]);
  const after = deps.segments.find(segmentId);
  return after ? ok(segmentView(deps, after)) : err({ type: "UnknownSegment" });
};

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
