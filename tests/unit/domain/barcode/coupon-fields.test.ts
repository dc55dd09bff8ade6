import { describe, expect, it } from "vitest";
import { readPaperCoupon, readServiceCoupon } from "../../../../domain/catalogue/barcode/coupon-fields.ts";

const VECTOR = "106141416543213500110000310123196000";

describe("a North American coupon", () => {
  it("splits into its fields", () => {
    expect(readPaperCoupon(VECTOR)).toEqual({
      companyPrefix: "0614141",
      offerCode: "654321",
      saveValue: 500,
      saveCode: 6,
      purchases: [{ quantity: 1, code: 0, family: "000", companyPrefix: null }],
      expires: "101231",
      starts: null,
      serial: null,
      retailer: null,
      flags: "6000",
    });
  });

  it("has second and third purchases, days, serial number and retailer where it says so", () => {
    const parts = [
      "0123456", // prefix of six digits
      "111111", // offer
      "275", // 75 of two digits
      "2102123", // ten worth of the basket, family 123
      "111304569", // and three items of the same company
      "2350037896123456789012", // and 500 pounds of a company with twelve digits
      "3271231", // until
      "4260101", // from
      "50123456", // serial
      "617654321", // retailer
      "95001",
    ];
    expect(readPaperCoupon(parts.join(""))).toEqual({
      companyPrefix: "123456",
      offerCode: "111111",
      saveValue: 75,
      saveCode: 5,
      purchases: [
        { quantity: 10, code: 2, family: "123", companyPrefix: null },
        { quantity: 3, code: 0, family: "456", companyPrefix: null },
        { quantity: 500, code: 3, family: "789", companyPrefix: "123456789012" },
      ],
      expires: "271231",
      starts: "260101",
      serial: "123456",
      retailer: "7654321",
      flags: "5001",
    });
  });

  it("is none when cut off, except behind a whole field, or with anything behind its end", () => {
    const whole = [VECTOR.length, VECTOR.length - 5, VECTOR.length - 12];
    for (let length = 0; length <= VECTOR.length; length += 1) {
      expect(readPaperCoupon(VECTOR.slice(0, length)) !== null, String(length)).toBe(whole.includes(length));
    }
    expect(readPaperCoupon(`${VECTOR}0`)).toBeNull();
    expect(readPaperCoupon(VECTOR.replace("1", "7"))).toBeNull();
  });
});

describe("a coupon that a service must confirm", () => {
  it("splits into its fields, and is none when cut off", () => {
    const text = "1106141416543213123456789";
    expect(readServiceCoupon(text)).toEqual({
      companyPrefix: "0614141",
      offerCode: "654321",
      serial: "123456789",
    });
    expect(readServiceCoupon(text.slice(0, -1))).toBeNull();
    expect(readServiceCoupon(`${text}1`)).toBeNull();
    expect(readServiceCoupon(`2${text.slice(1)}`)).toBeNull();
  });
});
