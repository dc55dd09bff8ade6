/**
 * Owns the words of a receipt in every language the till speaks; the compiler refuses a language with a word missing.
 * Upper case is written out, never computed (a Turkish i has two upper cases). Amounts and dates are not words: see
 * receipt-format.ts.
 */
import type { TenderType } from "../sale/sale.ts";

export interface ReceiptWords {
  readonly copy: string;
  readonly refundTitle: string;
  readonly exchangeTitle: string;
  readonly returnedTitle: string;
  readonly newItems: string;
  readonly returnedItems: string;
  readonly receipt: string;
  readonly date: string;
  readonly cashier: string;
  readonly approvedBy: string;
  readonly taxNumber: string;
  readonly originalReceipt: string;
  readonly reason: string;
  readonly taxExempt: string;
  readonly certificate: string;
  readonly was: string;
  readonly manualDiscount: string;
  readonly coupon: string;
  readonly subtotal: string;
  readonly discounts: string;
  readonly tax: string;
  readonly total: string;
  readonly refundTotal: string;
  readonly cashRounding: string;
  readonly toPay: string;
  readonly toPayBack: string;
  readonly tenders: Readonly<Record<TenderType, string>>;
  readonly cashGiven: string;
  readonly pointsUsed: string;
  readonly pointsEarned: string;
  readonly pointsBack: string;
  readonly pointsTaken: string;
  readonly pointsNow: string;
  readonly tier: string;
  readonly change: string;
  readonly authCode: string;
  readonly cardBalance: string;
  readonly yourSavings: string;
  readonly youSave: string;
  readonly taxRate: string;
  readonly taxBase: string;
  readonly taxGross: string;
  readonly items: string;
  readonly kilogram: string;
  readonly testPage: string;
  readonly testPrinter: string;
  readonly testColumns: string;
  readonly testCodePage: string;
  readonly testLetters: string;
  readonly testDrawerOpens: string;
  readonly testDrawerStays: string;
  readonly testAdvice: string;
  /** How people write a currency after an amount, where that is not its ISO code. */
  readonly currencyNames: Readonly<Record<string, string>>;
}

export type ReceiptLanguage = "en" | "tr" | "es";

const english: ReceiptWords = {
  copy: "COPY",
  refundTitle: "REFUND",
  exchangeTitle: "EXCHANGE",
  returnedTitle: "RETURNED",
  newItems: "New items",
  returnedItems: "Returned",
  receipt: "Receipt",
  date: "Date",
  cashier: "Cashier",
  approvedBy: "Approved by",
  taxNumber: "Tax no.",
  originalReceipt: "Original receipt",
  reason: "Reason",
  taxExempt: "Tax exempt",
  certificate: "Certificate",
  was: "was",
  manualDiscount: "Discount",
  coupon: "Coupon",
  subtotal: "Subtotal",
  discounts: "Discounts",
  tax: "Tax",
  total: "TOTAL",
  refundTotal: "REFUND",
  cashRounding: "Cash rounding",
  toPay: "TO PAY",
  toPayBack: "PAID BACK",
  tenders: {
    CASH: "Cash",
    CARD: "Card",
    POINTS: "Points",
    GIFT_CARD: "Gift card",
    STORE_CREDIT: "Store credit",
  },
  cashGiven: "Cash given",
  pointsUsed: "Points used",
  pointsEarned: "Points earned",
  pointsBack: "Points given back",
  pointsTaken: "Points taken back",
  pointsNow: "Your points",
  tier: "Tier",
  change: "Change",
  authCode: "Auth",
  cardBalance: "Left on it",
  yourSavings: "Your savings",
  youSave: "You save",
  taxRate: "Rate",
  taxBase: "Net",
  taxGross: "Gross",
  items: "Items",
  kilogram: "kg",
  testPage: "TEST PAGE",
  testPrinter: "Printer",
  testColumns: "Columns",
  testCodePage: "Code page",
  testLetters: "Letters",
  testDrawerOpens: "The drawer opens with this page.",
  testDrawerStays: "The drawer stays closed.",
  testAdvice: "A wrong letter above: choose another code page. A ruler on two lines: choose fewer columns.",
  currencyNames: {},
};

const turkish: ReceiptWords = {
  copy: "KOPYA",
  refundTitle: "İADE",
  exchangeTitle: "DEĞİŞİM",
  returnedTitle: "İADE EDİLENLER",
  newItems: "Yeni ürünler",
  returnedItems: "İade edilen",
  receipt: "Fiş no",
  date: "Tarih",
  cashier: "Kasiyer",
  approvedBy: "Onaylayan",
  taxNumber: "Vergi no",
  originalReceipt: "İade edilen fiş",
  reason: "İade nedeni",
  taxExempt: "Vergiden muaf",
  certificate: "Belge no",
  was: "eski fiyat",
  manualDiscount: "İndirim",
  coupon: "Kupon",
  subtotal: "Ara toplam",
  discounts: "İndirimler",
  tax: "KDV",
  total: "TOPLAM",
  refundTotal: "İADE TOPLAMI",
  cashRounding: "Nakit yuvarlama",
  toPay: "ÖDENECEK",
  toPayBack: "GERİ ÖDENEN",
  tenders: {
    CASH: "Nakit",
    CARD: "Kart",
    POINTS: "Puan",
    GIFT_CARD: "Hediye kartı",
    STORE_CREDIT: "Mağaza kredisi",
  },
  cashGiven: "Alınan nakit",
  pointsUsed: "Kullanılan puan",
  pointsEarned: "Kazanılan puan",
  pointsBack: "Geri verilen puan",
  pointsTaken: "Geri alınan puan",
  pointsNow: "Puanınız",
  tier: "Kademe",
  change: "Para üstü",
  authCode: "Onay",
  cardBalance: "Kalan bakiye",
  yourSavings: "Kazancınız",
  youSave: "Toplam kazancınız",
  taxRate: "Oran",
  taxBase: "Matrah",
  taxGross: "Toplam",
  items: "Ürün sayısı",
  kilogram: "kg",
  testPage: "DENEME SAYFASI",
  testPrinter: "Yazıcı",
  testColumns: "Sütun",
  testCodePage: "Kod sayfası",
  testLetters: "Harfler",
  testDrawerOpens: "Çekmece bu sayfayla açılır.",
  testDrawerStays: "Çekmece kapalı kalır.",
  testAdvice:
    "Yukarıda yanlış harf varsa başka bir kod sayfası seçin. Cetvel iki satıra taştıysa daha az sütun seçin.",
  currencyNames: { TRY: "TL" },
};

const spanish: ReceiptWords = {
  copy: "COPIA",
  refundTitle: "DEVOLUCIÓN",
  exchangeTitle: "CAMBIO",
  returnedTitle: "DEVUELTOS",
  newItems: "Artículos nuevos",
  returnedItems: "Devueltos",
  receipt: "Ticket",
  date: "Fecha",
  cashier: "Le atendió",
  approvedBy: "Autorizado por",
  taxNumber: "Id. fiscal",
  originalReceipt: "Ticket original",
  reason: "Motivo",
  taxExempt: "Exento de impuestos",
  certificate: "Certificado",
  was: "antes",
  manualDiscount: "Descuento",
  coupon: "Cupón",
  subtotal: "Subtotal",
  discounts: "Descuentos",
  tax: "IVA",
  total: "TOTAL",
  refundTotal: "TOTAL DEVUELTO",
  cashRounding: "Redondeo en efectivo",
  toPay: "A PAGAR",
  toPayBack: "DEVUELTO",
  tenders: {
    CASH: "Efectivo",
    CARD: "Tarjeta",
    POINTS: "Puntos",
    GIFT_CARD: "Tarjeta regalo",
    STORE_CREDIT: "Crédito de tienda",
  },
  cashGiven: "Entregado",
  pointsUsed: "Puntos usados",
  pointsEarned: "Puntos ganados",
  pointsBack: "Puntos devueltos",
  pointsTaken: "Puntos retirados",
  pointsNow: "Sus puntos",
  tier: "Nivel",
  change: "Cambio",
  authCode: "Aut.",
  cardBalance: "Saldo",
  yourSavings: "Sus ahorros",
  youSave: "Usted ahorra",
  taxRate: "Tipo",
  taxBase: "Base",
  taxGross: "Total",
  items: "Artículos",
  kilogram: "kg",
  testPage: "PÁGINA DE PRUEBA",
  testPrinter: "Impresora",
  testColumns: "Columnas",
  testCodePage: "Página de códigos",
  testLetters: "Letras",
  testDrawerOpens: "El cajón se abre con esta página.",
  testDrawerStays: "El cajón queda cerrado.",
  testAdvice:
    "Si arriba hay una letra mal, elija otra página de códigos. Si la regla ocupa dos líneas, elija menos columnas.",
  currencyNames: {},
};

const wordsByLanguage: Readonly<Record<ReceiptLanguage, ReceiptWords>> = {
  en: english,
  tr: turkish,
  es: spanish,
};

/** The words for a store's locale ("tr-TR"); English where the language is not one of ours. */
export const receiptWordsFor = (locale: string): ReceiptWords => {
  const language = new Intl.Locale(locale).language;
  return language === "tr" || language === "es" ? wordsByLanguage[language] : wordsByLanguage.en;
};
