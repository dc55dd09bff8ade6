/** Owns the words of a printed coupon in every language the till speaks. */

export interface CouponWords {
  readonly title: string;
  readonly validUntil: string;
  readonly personal: string;
}

const english: CouponWords = {
  title: "COUPON",
  validUntil: "Valid until",
  personal: "Only for the person it was given to",
};

const turkish: CouponWords = {
  title: "KUPON",
  validUntil: "Son gün",
  personal: "Yalnız verilen kişi kullanabilir",
};

const spanish: CouponWords = {
  title: "CUPÓN",
  validUntil: "Válido hasta",
  personal: "Solo para la persona a quien se dio",
};

/** By the language of a BCP 47 locale; English for one that the till does not speak. */
export const couponWordsFor = (locale: string): CouponWords => {
  switch (new Intl.Locale(locale).language) {
    case "tr":
      return turkish;
    case "es":
      return spanish;
    default:
      return english;
  }
};
