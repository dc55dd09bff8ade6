/** Owns the record of consents, by customerRef. Append-only: the database refuses to change or delete a decision. */
import type { ConsentDecision } from "../../domain/customer/consent.ts";
import type { TillDatabase } from "../open-database.ts";

export interface RecordedConsent extends ConsentDecision {
  readonly staffId: number | null;
}

export interface CustomerConsentRepository {
  readonly append: (customerRef: string, decision: Omit<ConsentDecision, "atMs">, by: number | null) => void;
  /** Every decision under any of these refs, oldest first. */
  readonly ofRefs: (customerRefs: readonly string[]) => readonly RecordedConsent[];
}

export const createCustomerConsentRepository = ({
  sqlite,
  clock,
}: TillDatabase): CustomerConsentRepository => {
  const insert = sqlite.prepare(`
    INSERT INTO customer_consent (customer_ref, channel, granted, at_ms, source, wording_version, staff_id)
    VALUES (@customerRef, @channel, @granted, @atMs, @source, @wordingVersion, @by)`);
  const ofRefs = sqlite.prepare<[string], Omit<RecordedConsent, "granted"> & { readonly granted: number }>(`
    SELECT channel, granted, at_ms AS atMs, source, wording_version AS wordingVersion, staff_id AS staffId
    FROM customer_consent WHERE customer_ref IN (SELECT value FROM json_each(?)) ORDER BY at_ms, id`);
  return {
    append: (customerRef, decision, by) => {
      insert.run({ ...decision, customerRef, granted: Number(decision.granted), atMs: clock.nowMs(), by });
    },
    ofRefs: (customerRefs) =>
      ofRefs.all(JSON.stringify(customerRefs)).map((row) => ({ ...row, granted: row.granted === 1 })),
  };
};
