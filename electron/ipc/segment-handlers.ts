/** Owns the handlers of segments in the back office. What they change is priced with at once: baskets are priced anew. */
import { ok } from "../../domain/result.ts";
import {
  addSegmentMember,
  changeSegment,
  createSegment,
  listSegments,
  previewSegment,
  refreshSegment,
  removeSegment,
  removeSegmentMember,
  segmentMembers,
} from "../services/segments/manage-segments.ts";
import type { Till } from "../services/till.ts";
import type { Handlers } from "./handle-call.ts";

type SegmentHandlers = Pick<Handlers, Extract<keyof Handlers, `segment.${string}`>>;

export const createSegmentHandlers = (till: Till): SegmentHandlers => {
  const priceAnew = <T>(answer: T): T => {
    till.pricing.forget();
    return answer;
  };
  return {
    "segment.list": { needs: "segment:read", run: () => ok(listSegments(till)) },
    "segment.preview": {
      needs: "segment:read",
      run: async ({ criteria }) => ok(await previewSegment(till, criteria)),
    },
    "segment.create": {
      needs: "segment:create",
      run: async (wish, actor) => priceAnew(ok(await createSegment(till, actor, wish))),
    },
    "segment.update": {
      needs: "segment:update",
      run: async (wish, actor) => priceAnew(await changeSegment(till, actor, wish)),
    },
    "segment.delete": {
      needs: "segment:delete",
      run: ({ segmentId }, actor) => priceAnew(removeSegment(till, actor, segmentId)),
    },
    "segment.refresh": {
      needs: "segment:update",
      run: async ({ segmentId }) => priceAnew(await refreshSegment(till, segmentId)),
    },
    "segment.members": { needs: "segment:read", run: (page) => segmentMembers(till, page) },
    "segment.addMember": {
      needs: "segment:update",
      run: (member, actor) => priceAnew(addSegmentMember(till, actor, member)),
    },
    "segment.removeMember": {
      needs: "segment:update",
      run: (member, actor) => priceAnew(removeSegmentMember(till, actor, member)),
    },
  };
};
