/**
 * Owns what the journal says of a closed shift: the whole Z report but the names of people, who are named by number.
 */
import type { JsonValue } from "../../../domain/journal/canonical-json.ts";
import type { ShiftReport } from "../../../domain/shift/shift-report.ts";

export const shiftClosedBody = ({ openedBy, by, cashiers, ...report }: ShiftReport): JsonValue => {
  const body = {
    ...report,
    openedBy: openedBy.id,
    closedBy: by.id,
    cashiers: cashiers.map(({ name: _name, ...sums }) => sums),
  };
  // Plain data all through; TypeScript does not see that an interface without methods is a JSON value.
  return body as unknown as JsonValue;
};
