/**
 * Owns the words of an approval's slip in every language the till speaks, and which acts have one: those whose own paper
 * does not name the approver already. Refunds, cash in and out, and reports have theirs.
 */
import type { Permission } from "../staff/permission.ts";

export type SlipAct = Extract<
  Permission,
  | "sale:void"
  | "sale:voidPaid"
  | "line:void"
  | "line:discount"
  | "basket:discount"
  | "price:override"
  | "price:belowFloor"
  | "tax:exempt"
  | "sale:ageAgain"
  | "sale:overQuantityLimit"
  | "receipt:reprint"
>;

export interface ApprovalWords {
  readonly title: string;
  readonly till: string;
  readonly date: string;
  readonly askedBy: string;
  readonly approvedBy: string;
  readonly signature: string;
  readonly acts: Readonly<Record<SlipAct, string>>;
}

const english: ApprovalWords = {
  title: "APPROVED",
  till: "Till",
  date: "Date",
  askedBy: "Asked by",
  approvedBy: "Approved by",
  signature: "Signature",
  acts: {
    "sale:void": "Sale voided",
    "sale:voidPaid": "Sale voided after a payment",
    "line:void": "Line removed",
    "line:discount": "Discount on a line",
    "basket:discount": "Discount on the whole sale",
    "price:override": "Price changed",
    "price:belowFloor": "Sold below the lowest price",
    "tax:exempt": "Sold without tax",
    "sale:ageAgain": "Age checked again",
    "sale:overQuantityLimit": "Sold above the limit per sale",
    "receipt:reprint": "Receipt printed again",
  },
};

const turkish: ApprovalWords = {
  title: "ONAYLANDI",
  till: "Kasa",
  date: "Tarih",
  askedBy: "İsteyen",
  approvedBy: "Onaylayan",
  signature: "İmza",
  acts: {
    "sale:void": "Satış iptal edildi",
    "sale:voidPaid": "Ödeme alınmış satış iptal edildi",
    "line:void": "Satır çıkarıldı",
    "line:discount": "Satıra indirim",
    "basket:discount": "Tüm satışa indirim",
    "price:override": "Fiyat değişti",
    "price:belowFloor": "En düşük fiyatın altında satış",
    "tax:exempt": "Vergisiz satış",
    "sale:ageAgain": "Yaş yeniden kontrol edildi",
    "sale:overQuantityLimit": "Satış başına sınırın üstünde",
    "receipt:reprint": "Fiş yeniden basıldı",
  },
};

const spanish: ApprovalWords = {
  title: "APROBADO",
  till: "Caja",
  date: "Fecha",
  askedBy: "Pedido por",
  approvedBy: "Aprobado por",
  signature: "Firma",
  acts: {
    "sale:void": "Venta anulada",
    "sale:voidPaid": "Venta anulada tras un pago",
    "line:void": "Línea quitada",
    "line:discount": "Descuento en una línea",
    "basket:discount": "Descuento en toda la venta",
    "price:override": "Precio cambiado",
    "price:belowFloor": "Venta por debajo del precio mínimo",
    "tax:exempt": "Venta sin impuestos",
    "sale:ageAgain": "Edad comprobada de nuevo",
    "sale:overQuantityLimit": "Venta por encima del límite",
    "receipt:reprint": "Recibo impreso de nuevo",
  },
};

/** By the language of a BCP 47 locale; English for one that the till does not speak. */
export const approvalWordsFor = (locale: string): ApprovalWords => {
  switch (new Intl.Locale(locale).language) {
    case "tr":
      return turkish;
    case "es":
      return spanish;
    default:
      return english;
  }
};

export const hasSlip = (permission: Permission): permission is SlipAct =>
  Object.hasOwn(english.acts, permission);
