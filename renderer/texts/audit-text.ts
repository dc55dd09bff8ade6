/** Owns how an audit entry reads: what was done, to what, and each change as "name: before → after" in plain figures. */
import type { AuditEntryView } from "../../contracts/ipc/books.ts";
import type { AuditAction } from "../../domain/audit/audit-action.ts";
import type { FieldChange } from "../../domain/audit/audit-changes.ts";
import { TENDER_TYPES, type TenderType } from "../../domain/sale/sale.ts";
import { isPermission } from "../../domain/staff/permission.ts";
import type { Wording } from "./error-text.ts";
import type { Translate } from "./i18n.ts";
import { measureText, permissionText } from "./permission-text.ts";
import { roleText } from "./role-text.ts";

/** Fields with a name of their own; any other reads as its words. */
const FIELDS = [
  "unitPriceMinor",
  "minUnitPriceMinor",
  "taxRateBp",
  "kind",
  "forSale",
  "discountable",
  "maxPerSaleMilli",
  "deposit",
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
  "differenceMinor",
  "name",
  "roleCode",
  "tries",
  "credential",
  "pad",
  "hasBadge",
  "cause",
  "shiftId",
  "cashierId",
  "maxTries",
  "lockoutMs",
  "autoLockMs",
  "minAge",
  "method",
  "certificate",
  "epoch",
  "seq",
  "expected",
  "grant",
  "limit",
  "beyond",
  "drawerMode",
  "ownPrefixes",
  "labels",
  "gs1Separator",
  "refusesExpired",
  "scanners",
  "scale",
  "auditEntries",
  "configurationChanges",
  "openBasketLines",
  "parkedBaskets",
  "balanceMinor",
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
    return inBasket[1] === undefined ? t("audit.subject.basket") : subjectText(inBasket[1], t);
  }
  if (subject.startsWith("refund ")) {
    return t("audit.subject.refund");
  }
  const numbered = /^(shift|staff|receipt) (\S+)$/.exec(subject);
  if (numbered !== null) {
    const [, kind, number = ""] = numbered;
    return t(`audit.subject.${kind as "shift" | "staff" | "receipt"}`, { number });
  }
  if (subject.startsWith("role ")) {
    return t("audit.subject.role", { name: roleText(subject.slice(5), t) });
  }
  if (subject === "till" || subject === "drawer") {
    return t(`audit.subject.${subject}`);
  }
  return subject;
};

/** How main names what was run outside the till. */
const COMMAND_LINE = "command line";

export const whoText = ({ staffName, approverName }: AuditEntryView, t: Translate): string => {
  const unnamed = staffName === "" ? t("audit.theTill") : staffName;
  const who = staffName === COMMAND_LINE ? t("audit.commandLine") : unnamed;
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

const fieldText = (field: string, t: Translate): string =>
  field
    .split(".")
    .map((part, index) => {
      if (isPermission(part)) {
        return `${permissionText(part, t)},`;
      }
      if (isField(part)) {
        return t(`audit.field.${part}`);
      }
      return index === 0 ? inWords(part) : part;
    })
    .join(" ");

/** "drawerOpenedAtMs" reads as "drawer opened at". */
const inWords = (name: string): string =>
  name
    .replace(/(Minor|Milli|Bp|Ms)$/, "")
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase();

/** Stored values that stand for words; any other text is somebody's own. */
const wordText = (field: string, value: string, t: Translate): string => {
  const name = field.split(".").at(-1);
  if (name === "roleCode") {
    return roleText(value, t);
  }
  if (name === "type" || name === "tenders") {
    return value
      .split(", ")
      .map((tender) => (isTender(tender) ? t(`tender.${tender}`) : tender))
      .join(", ");
  }
  const word = `${name ?? ""} ${value}`;
  return isWord(word) ? t(WORDS[word]) : value;
};

const isTender = (value: string): value is TenderType => (TENDER_TYPES as readonly string[]).includes(value);

const WORDS = {
  "cause idle": "audit.value.idle",
  "cause person": "audit.value.person",
  "method confirmed": "audit.value.confirmed",
  "method dateOfBirth": "audit.value.dateOfBirth",
  "credential pin": "audit.value.pin",
  "credential badge": "audit.value.badge",
  "pad signIn": "audit.value.signIn",
  "pad approval": "audit.value.approval",
  "drawerMode shared": "reports.shared",
  "drawerMode perCashier": "reports.perCashier",
  "grant allowed": "roles.allowed",
  "grant approval": "roles.approval",
  "grant denied": "roles.denied",
  "beyond allowed": "roles.allowed",
  "beyond approval": "roles.approval",
  "beyond denied": "roles.denied",
  "printer ok": "simulate.printer_ok",
  "printer refuse": "simulate.printer_refuse",
  "printer hang": "simulate.printer_hang",
  "printer reset": "simulate.printer_reset",
  "printer paperEnd": "simulate.printer_paperEnd",
  "terminal approve": "simulate.terminal_approve",
  "terminal decline": "simulate.terminal_decline",
  "terminal timeout": "simulate.terminal_timeout",
} as const;

const isWord = (word: string): word is keyof typeof WORDS => Object.hasOwn(WORDS, word);

const valueText = (field: string, value: FieldChange["before"], { t, formats }: Wording): string => {
  const unit = /(AtMs|Ms|Minor|Milli|Bp)(\.|$)/.exec(field)?.[1];
  if (typeof value === "boolean") {
    return value ? t("audit.yes") : t("audit.no");
  }
  if (typeof value !== "number") {
    return value === null ? "" : wordText(field, value, t);
  }
  const [head = "", part] = field.split(".");
  if (part === "limit" && isPermission(head)) {
    return measureText(head, value, formats);
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
    case "Ms":
      return t("audit.seconds", { count: formats.count(value / 1000) });
    default:
      return formats.count(value);
  }
};
