/**
 * Owns the form of an exported journal: one JSON value a line. First who wrote it and the keys it is signed with, then
 * every entry in order, last how many there are. What a file says is believed only after chain and signatures are checked.
 */
import { z } from "zod";
import type { SaleBody } from "../domain/journal/sale-of-body.ts";
import { POINT_ENTRY_TYPES } from "../domain/loyalty/point-entry.ts";
import { STORED_VALUE_ENTRIES, STORED_VALUE_KINDS } from "../domain/stored-value/stored-value.ts";
import { TENDER_TYPES } from "../domain/sale/sale.ts";

export const JOURNAL_FILE_FORMAT = "tillwright-journal-1";

const shortText = z.string().min(1).max(200);
const whole = z.int();
const position = z.int().positive();
const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const journalFileHead = z.strictObject({
  format: z.literal(JOURNAL_FILE_FORMAT),
  till: shortText,
  /** Ed25519 public keys, SPKI PEM. */
  epochs: z.array(z.strictObject({ epoch: position, publicKey: z.string().max(1000) })).min(1),
});
export type JournalFileHead = z.infer<typeof journalFileHead>;

export const journalFileEntry = z.strictObject({
  till: shortText,
  epoch: position,
  seq: position,
  atMs: whole,
  type: shortText,
  body: z.string(),
  prevHash: hash,
  hash,
  sig: z.string().max(200),
});

export const journalFileEnd = z.strictObject({ entries: z.int().nonnegative() });

const amounts = {
  grossMinor: whole,
  discountMinor: whole,
  netMinor: whole,
  taxMinor: whole,
  totalMinor: whole,
};

const line = z.object({
  ...amounts,
  lineNumber: position,
  sku: z.string(),
  barcode: z.string().nullable(),
  name: z.string(),
  kind: z.enum(["goods", "service", "delivery", "deposit", "fee", "giftCard"]),
  unit: z.enum(["each", "weight"]),
  quantityMilli: whole,
  unitPriceMinor: whole,
  listUnitPriceMinor: whole.nullable(),
  taxRateBp: whole,
  unitNets: z.array(z.tuple([whole, whole])),
  discounts: z.array(
    z.object({
      campaign: z.string().nullable(),
      coupon: z.string().nullable(),
      tier: z.string().nullable(),
      manual: z.boolean(),
      label: z.string(),
      amountMinor: whole,
    }),
  ),
  refunds: z.object({ saleId: shortText, receiptNumber: shortText, lineNumber: position }).nullable(),
  depositOfLineNumber: position.nullable(),
});

const use = z.object({ kind: z.enum(["campaign", "coupon"]), code: z.string() });

const tender = z.object({
  id: z.string(),
  type: z.enum(TENDER_TYPES),
  amountMinor: whole,
  tenderedMinor: whole,
  changeMinor: whole,
  card: z
    .object({
      brand: z.string(),
      last4: z.string(),
      authCode: z.string(),
      terminalId: z.string(),
      reference: z.string(),
    })
    .nullable(),
});

/** Later versions may say more; what a receipt needs must be there. */
export const journalledSale: z.ZodType<SaleBody> = z.object({
  approvedBy: z.array(whole),
  atMs: whole,
  currency: z.string().length(3),
  customerRef: z.string().nullable(),
  kind: z.enum(["sale", "refund"]),
  lines: z.array(line),
  memberships: z
    .array(
      z.object({
        plan: shortText,
        kind: z.enum(["sold", "renewed", "takenBack"]),
        lineNumber: position,
        from: z.string(),
        until: z.string(),
        coupon: z.string().nullable(),
        finalPriceMinor: whole,
      }),
    )
    .optional(),
  offerUses: z
    .array(
      use.extend({
        partner: z.string().nullable(),
        amountMinor: whole,
        times: whole,
        lineNumbers: z.array(position),
      }),
    )
    .optional(),
  pricesIncludeTax: z.boolean(),
  reason: z.string().nullable(),
  receiptNumber: shortText,
  saleId: shortText,
  shiftId: whole.nullable(),
  staffId: whole,
  store: shortText,
  storedValue: z
    .array(
      z.object({
        cardId: shortText,
        cardKind: z.enum(STORED_VALUE_KINDS),
        last4: z.string(),
        kind: z.enum(STORED_VALUE_ENTRIES),
        amountMinor: whole,
        balanceAfterMinor: whole,
        lineNumber: position.nullable(),
      }),
    )
    .optional(),
  taxExemption: z.object({ reason: z.string(), certificate: z.string().nullable() }).nullable(),
  taxes: z.array(z.object({ rateBp: whole, baseMinor: whole, taxMinor: whole })),
  tenders: z.array(tender),
  till: shortText,
  pointEntries: z
    .array(
      z.object({
        customerRef: shortText,
        type: z.enum(POINT_ENTRY_TYPES),
        reason: z.string(),
        points: whole,
        spentMinor: whole,
        balanceAfter: whole,
        tierAfter: z.string().nullable(),
      }),
    )
    .optional(),
  usesGivenBack: z.array(use.extend({ saleId: shortText })).optional(),
  totals: z.object({ ...amounts, roundingMinor: whole, payableMinor: whole }),
});
