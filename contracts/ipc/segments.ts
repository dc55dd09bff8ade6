/** Owns segments as the back office sees them: criteria, size, members, and what a change would mean before it is made. */
import { z } from "zod";
import type { Criterion, SegmentType } from "../../domain/segments/criteria.ts";
import type { UnknownCustomer } from "./customers.ts";
import { id } from "./money.ts";
import { procedure } from "./procedure.ts";

export interface SegmentView {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly type: SegmentType;
  readonly criteria: Criterion | null;
  readonly isDynamic: boolean;
  readonly size: number;
  readonly refreshedAtMs: number | null;
}

export interface SegmentMemberView {
  readonly customerRef: string;
  /** null: nobody told it, or the person was erased. */
  readonly name: string | null;
  readonly assignment: "manual" | "auto" | "system";
  readonly reason: string | null;
}

export interface SegmentPreview {
  readonly size: number;
  /** Some of them, by name. */
  readonly names: readonly string[];
}

export interface UnknownSegment {
  readonly type: "UnknownSegment";
}

const figure = z.int().min(0).max(1_000_000_000_000).nullable();
const days = z.int().min(1).max(36_500).nullable();
const bounds = { least: figure, most: figure };
const values = z.array(z.string().trim().min(1).max(60)).min(1).max(30);

/** Also how a stored tree is read. */
export const criterionSchema: z.ZodType<Criterion> = z.lazy(() =>
  z.union([
    z.strictObject({ kind: z.enum(["all", "any"]), of: z.array(criterionSchema).min(1).max(20) }),
    z.strictObject({ kind: z.literal("not"), of: criterionSchema }),
    z.strictObject({ kind: z.enum(["spend", "frequency", "average"]), days, ...bounds }),
    z.strictObject({ kind: z.enum(["recency", "tenure"]), ...bounds }),
    z.strictObject({ kind: z.literal("birthday"), within: z.enum(["day", "month"]) }),
    z.strictObject({ kind: z.enum(["tag", "tier", "store"]), values }),
  ]),
);

const segmentId = z.int();
const definition = {
  name: z.string().trim().min(1).max(60),
  criteria: criterionSchema.nullable(),
  isDynamic: z.boolean(),
};

export const segmentProcedures = {
  "segment.list": procedure<readonly SegmentView[]>()(z.strictObject({})),
  /** Who would be in it. */
  "segment.preview": procedure<SegmentPreview>()(z.strictObject({ criteria: criterionSchema })),
  "segment.create": procedure<SegmentView>()(z.strictObject(definition)),
  "segment.update": procedure<SegmentView, UnknownSegment>()(z.strictObject({ segmentId, ...definition })),
  "segment.delete": procedure<null, UnknownSegment>()(z.strictObject({ segmentId })),
  /** Computes it now, also a static one. */
  "segment.refresh": procedure<SegmentView, UnknownSegment>()(z.strictObject({ segmentId })),
  "segment.members": procedure<
    { readonly members: readonly SegmentMemberView[]; readonly nextAfter: string | null },
    UnknownSegment
  >()(z.strictObject({ segmentId, after: z.string().max(64), limit: z.int().min(1).max(200) })),
  "segment.addMember": procedure<null, UnknownSegment | UnknownCustomer>()(
    z.strictObject({ segmentId, customerRef: id, reason: z.string().trim().min(1).max(200) }),
  ),
  "segment.removeMember": procedure<null, UnknownSegment | UnknownCustomer>()(
    z.strictObject({ segmentId, customerRef: id }),
  ),
} as const;
