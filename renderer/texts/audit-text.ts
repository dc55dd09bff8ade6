/** Owns how an audit entry reads: what was done, to what, and each change as "name: before → after" in plain figures. */
import type { AuditEntryView } from "../../contracts/ipc/books.ts";
import type { AuditAction } from "../../domain/audit/audit-action.ts";
import type { FieldChange } from "../../domain/audit/audit-changes.ts";
import type { Wording } from "./error-text.ts";
import type { Translate } from "./i18n.ts";

/** Fields with a name of their own; any other reads as its words. */
const FIELDS = [
  "unitPriceMinor",
  "quantityMilli",
  "voided",
  "percentBp",
  "amountMinor",
  "reason",
  "totalMinor",
  "lines",
  "payableMinor",
  "receiptNumber",
  "tenders",
  "type",
  "reference",
  "language",
  "printer",
  "terminal",
  "created",
  "updated",
  "sales",
  "salesMinor",
  "refunds",
  "refundsMinor",
  "entries",
  "setAside",
  "lastReceiptGiven",
  "products",
  "firstReceipt",
  "lastReceipt",
  "zReports",
  "zNumber",
  "floatMinor",
  "expectedMinor",
  "countedMinor",
  "overShortMinor",
  "drawerMode",
  "auditEntries",
  "configurationChanges",
  "openBasketLines",
  "parkedBaskets",
] as const;

type Field = (typeof FIELDS)[number];

const isField = (name: string): name is Field => (FIELDS as readonly string[]).includes(name);

type ActionKey = AuditAction extends infer A extends string ? Underscored<A> : never;
type Underscored<T extends string> = T extends `${infer Head}.${infer Rest}`
  ? `${Head}_${Underscored<Rest>}`
  : T;

export const actionText = (action: AuditAction, t: Translate): string =>
  t(`audit.action.${action.replaceAll(".", "_") as ActionKey}`);

/** Ids of baskets and requests say nothing to a person; what they are does. */
export const subjectText = (subject: string, t: Translate): string => {
  const inBasket = /^basket [^\s,]+(?:, (.+))?$/.exec(subject);
  if (inBasket !== null) {
    return inBasket[1] ?? t("audit.subject.basket");
  }
  if (subject.startsWith("refund ")) {
    return t("audit.subject.refund");
  }
  if (subject === "till" || subject === "drawer") {
    return t(`audit.subject.${subject}`);
  }
  return subject;
};

export const whoText = ({ staffName, approverName }: AuditEntryView, t: Translate): string => {
  const who = staffName === "" ? t("audit.theTill") : staffName;
  return approverName === null ? who : t("audit.approvedBy", { who, approver: approverName });
};

export const changeText = (change: FieldChange, wording: Wording): string => {
  const { t } = wording;
  const name = fieldText(change.field, t);
  const before = valueText(change.field, change.before, wording);
  const after = valueText(change.field, change.after, wording);
  if (change.before === null) {
    return `${name}: ${after}`;
  }
  return change.after === null ? t("audit.was", { name, before }) : `${name}: ${before} → ${after}`;
};

const fieldText = (field: string, t: Translate): string => {
  const [head = "", ...rest] = field.split(".");
  const name = isField(head) ? t(`audit.field.${head}`) : inWords(head);
  return rest.length === 0 ? name : `${name} ${rest.join(" ")}`;
};

/** "drawerOpenedAtMs" reads as "drawer opened at". */
const inWords = (name: string): string =>
  name
    .replace(/(Minor|Milli|Bp|Ms)$/, "")
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase();

const valueText = (field: string, value: FieldChange["before"], { t, formats }: Wording): string => {
  const unit = /(AtMs|Minor|Milli|Bp)(\.|$)/.exec(field)?.[1];
  if (typeof value === "boolean") {
    return value ? t("audit.yes") : t("audit.no");
  }
  if (typeof value !== "number") {
    return value ?? "";
  }
  switch (unit) {
    case "Minor":
      return formats.money(value);
    case "Milli":
      return formats.quantity(value);
    case "Bp":
      return formats.percent(value);
    case "AtMs":
      return formats.dateTime(value);
    default:
      return formats.count(value);
  }
};
