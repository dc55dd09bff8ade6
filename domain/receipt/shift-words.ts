/**
 * Owns the words of X and Z reports and of the drawer's slips in every language the till speaks; the compiler refuses a
 * language with a word missing. Upper case is written out, never computed.
 */
import type { CashMovementKind } from "../cash/cash-movement.ts";
import type { StoredValueEntryKind } from "../stored-value/stored-value.ts";
import type { TenderType } from "../sale/sale.ts";

export interface ShiftWords {
  readonly xReport: string;
  readonly zReport: string;
  readonly till: string;
  readonly opened: string;
  readonly closed: string;
  readonly printed: string;
  readonly by: string;
  readonly approvedBy: string;
  readonly date: string;
  readonly reason: string;
  readonly signature: string;
  readonly sales: string;
  readonly refunds: string;
  readonly gross: string;
  readonly discounts: string;
  readonly net: string;
  readonly tax: string;
  readonly total: string;
  readonly rounding: string;
  readonly turnover: string;
  readonly manualDiscounts: string;
  readonly taxRate: string;
  readonly taxBase: string;
  readonly taxGross: string;
  readonly payments: string;
  readonly tenders: Readonly<Record<TenderType, string>>;
  readonly change: string;
  readonly storedValue: string;
  readonly storedValueEntries: Readonly<Record<StoredValueEntryKind, string>>;
  readonly storedValueOwed: string;
  readonly drawer: string;
  readonly kinds: Readonly<Record<CashMovementKind, string>>;
  readonly slips: Readonly<Record<CashMovementKind, string>>;
  readonly expected: string;
  readonly counted: string;
  readonly over: string;
  readonly short: string;
  readonly exact: string;
  readonly earlierCount: string;
  readonly voidedBaskets: string;
  readonly voidedLines: string;
  readonly noSales: string;
  readonly reprints: string;
  readonly receipts: string;
  readonly cashiers: string;
  readonly perpetual: string;
  readonly perpetualSales: string;
  readonly perpetualRefunds: string;
  readonly perpetualNet: string;
  readonly journal: string;
  readonly clockWentBack: string;
  readonly minutes: string;
}

const english: ShiftWords = {
  xReport: "X REPORT",
  zReport: "Z REPORT",
  till: "Till",
  opened: "Opened",
  closed: "Closed",
  printed: "Printed",
  by: "By",
  approvedBy: "Approved by",
  date: "Date",
  reason: "Reason",
  signature: "Signature",
  sales: "Sales",
  refunds: "Refunds",
  gross: "Before discounts",
  discounts: "Discounts",
  net: "After discounts",
  tax: "Tax",
  total: "Total",
  rounding: "Cash rounding",
  turnover: "TURNOVER",
  manualDiscounts: "Given by hand",
  taxRate: "Rate",
  taxBase: "Net",
  taxGross: "Gross",
  payments: "Payments",
  tenders: {
    CASH: "Cash",
    CARD: "Card",
    POINTS: "Points",
    GIFT_CARD: "Gift card",
    STORE_CREDIT: "Store credit",
  },
  change: "Change given",
  storedValue: "Gift cards, store credit",
  storedValueEntries: {
    ISSUED: "Sold or issued",
    TOP_UP: "Topped up",
    REDEEMED: "Paid with",
    REFUNDED: "Refunded to",
    RETURNED: "Sale undone",
    EXPIRED: "Expired",
    ADJUSTED: "Corrected",
  },
  storedValueOwed: "Owed on cards",
  drawer: "Cash drawer",
  kinds: {
    float: "Float",
    sale: "Cash sales",
    refund: "Cash refunds",
    payIn: "Paid in",
    payOut: "Paid out",
    safeDrop: "To the safe",
    noSale: "Opened without a sale",
  },
  slips: {
    float: "SHIFT OPENED",
    sale: "CASH SALE",
    refund: "CASH REFUND",
    payIn: "PAID IN",
    payOut: "PAID OUT",
    safeDrop: "TO THE SAFE",
    noSale: "DRAWER OPENED",
  },
  expected: "Expected",
  counted: "Counted",
  over: "OVER",
  short: "SHORT",
  exact: "EXACT",
  earlierCount: "Counted before",
  voidedBaskets: "Voided baskets",
  voidedLines: "Removed lines",
  noSales: "Drawer opened without a sale",
  reprints: "Receipts printed again",
  receipts: "Receipts",
  cashiers: "By cashier",
  perpetual: "Since the first Z",
  perpetualSales: "All sales",
  perpetualRefunds: "All refunds",
  perpetualNet: "All turnover",
  journal: "Journal",
  clockWentBack: "The till's clock was put back during this shift by up to",
  minutes: "min",
};

const turkish: ShiftWords = {
  xReport: "X RAPORU",
  zReport: "Z RAPORU",
  till: "Kasa",
  opened: "Açılış",
  closed: "Kapanış",
  printed: "Yazdırma",
  by: "Yapan",
  approvedBy: "Onaylayan",
  date: "Tarih",
  reason: "Neden",
  signature: "İmza",
  sales: "Satışlar",
  refunds: "İadeler",
  gross: "İndirim öncesi",
  discounts: "İndirimler",
  net: "İndirim sonrası",
  tax: "KDV",
  total: "Toplam",
  rounding: "Nakit yuvarlama",
  turnover: "CİRO",
  manualDiscounts: "Elle verilen",
  taxRate: "Oran",
  taxBase: "Matrah",
  taxGross: "Toplam",
  payments: "Ödemeler",
  tenders: {
    CASH: "Nakit",
    CARD: "Kart",
    POINTS: "Puan",
    GIFT_CARD: "Hediye kartı",
    STORE_CREDIT: "Mağaza kredisi",
  },
  change: "Verilen para üstü",
  storedValue: "Hediye kartı, mağaza kredisi",
  storedValueEntries: {
    ISSUED: "Satılan",
    TOP_UP: "Yüklenen",
    REDEEMED: "Ödenen",
    REFUNDED: "İade edilen",
    RETURNED: "Geri alınan",
    EXPIRED: "Süresi dolan",
    ADJUSTED: "Düzeltilen",
  },
  storedValueOwed: "Kartlardaki borç",
  drawer: "Para çekmecesi",
  kinds: {
    float: "Açılış parası",
    sale: "Nakit satışlar",
    refund: "Nakit iadeler",
    payIn: "Para girişi",
    payOut: "Para çıkışı",
    safeDrop: "Kasaya kaldırılan",
    noSale: "Satışsız açılış",
  },
  slips: {
    float: "VARDİYA AÇILDI",
    sale: "NAKİT SATIŞ",
    refund: "NAKİT İADE",
    payIn: "PARA GİRİŞİ",
    payOut: "PARA ÇIKIŞI",
    safeDrop: "KASAYA KALDIRILDI",
    noSale: "ÇEKMECE AÇILDI",
  },
  expected: "Olması gereken",
  counted: "Sayılan",
  over: "FAZLA",
  short: "EKSİK",
  exact: "TAM",
  earlierCount: "Önceki sayım",
  voidedBaskets: "İptal edilen sepetler",
  voidedLines: "Çıkarılan satırlar",
  noSales: "Satışsız çekmece açılışı",
  reprints: "Yeniden yazdırılan fişler",
  receipts: "Fişler",
  cashiers: "Kasiyere göre",
  perpetual: "İlk Z'den beri",
  perpetualSales: "Tüm satışlar",
  perpetualRefunds: "Tüm iadeler",
  perpetualNet: "Tüm ciro",
  journal: "Günlük",
  clockWentBack: "Bu vardiyada kasanın saati geri alındı, en çok",
  minutes: "dk",
};

const spanish: ShiftWords = {
  xReport: "INFORME X",
  zReport: "INFORME Z",
  till: "Caja",
  opened: "Apertura",
  closed: "Cierre",
  printed: "Impreso",
  by: "Por",
  approvedBy: "Autorizado por",
  date: "Fecha",
  reason: "Motivo",
  signature: "Firma",
  sales: "Ventas",
  refunds: "Devoluciones",
  gross: "Antes de descuentos",
  discounts: "Descuentos",
  net: "Después de descuentos",
  tax: "IVA",
  total: "Total",
  rounding: "Redondeo en efectivo",
  turnover: "VENTA NETA",
  manualDiscounts: "Dados a mano",
  taxRate: "Tipo",
  taxBase: "Base",
  taxGross: "Total",
  payments: "Pagos",
  tenders: {
    CASH: "Efectivo",
    CARD: "Tarjeta",
    POINTS: "Puntos",
    GIFT_CARD: "Tarjeta regalo",
    STORE_CREDIT: "Crédito de tienda",
  },
  change: "Cambio dado",
  storedValue: "Tarjetas regalo, crédito",
  storedValueEntries: {
    ISSUED: "Vendidas",
    TOP_UP: "Recargadas",
    REDEEMED: "Pagado con ellas",
    REFUNDED: "Devuelto a ellas",
    RETURNED: "Ventas deshechas",
    EXPIRED: "Caducadas",
    ADJUSTED: "Corregidas",
  },
  storedValueOwed: "Se debe en tarjetas",
  drawer: "Cajón",
  kinds: {
    float: "Fondo de caja",
    sale: "Ventas en efectivo",
    refund: "Devoluciones en efectivo",
    payIn: "Entradas",
    payOut: "Salidas",
    safeDrop: "A la caja fuerte",
    noSale: "Abierto sin venta",
  },
  slips: {
    float: "TURNO ABIERTO",
    sale: "VENTA EN EFECTIVO",
    refund: "DEVOLUCIÓN EN EFECTIVO",
    payIn: "ENTRADA DE EFECTIVO",
    payOut: "SALIDA DE EFECTIVO",
    safeDrop: "A LA CAJA FUERTE",
    noSale: "CAJÓN ABIERTO",
  },
  expected: "Esperado",
  counted: "Contado",
  over: "SOBRA",
  short: "FALTA",
  exact: "CUADRA",
  earlierCount: "Contado antes",
  voidedBaskets: "Ventas anuladas",
  voidedLines: "Líneas quitadas",
  noSales: "Cajón abierto sin venta",
  reprints: "Tickets reimpresos",
  receipts: "Tickets",
  cashiers: "Por persona",
  perpetual: "Desde el primer Z",
  perpetualSales: "Todas las ventas",
  perpetualRefunds: "Todas las devoluciones",
  perpetualNet: "Toda la venta neta",
  journal: "Diario",
  clockWentBack: "El reloj de la caja se atrasó durante este turno hasta",
  minutes: "min",
};

/** The words for a store's locale ("tr-TR"); English where the language is not one of ours. */
export const shiftWordsFor = (locale: string): ShiftWords => {
  switch (new Intl.Locale(locale).language) {
    case "tr":
      return turkish;
    case "es":
      return spanish;
    default:
      return english;
  }
};
