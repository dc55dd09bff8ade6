/** The shop's rules for customers: card formats and the words that ask for consent, of which every version is kept. */
import { expect, it } from "vitest";
import { cardNumber } from "../../../domain/customer/card-format.ts";
import { PROGRAM_TEXTS, PROGRAM_WORDING, versionOfTexts } from "../../../domain/customer/program-wording.ts";
import {
  keepProgramWording,
  readProgramWordings,
} from "../../../electron/services/customers/consent-wordings.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const OURS = { program: "", own: true, prefix: "77", length: 8, checkDigit: "none" } as const;
const THEIRS = { program: "Other Club", own: false, prefix: "99", length: 10, checkDigit: "luhn" } as const;

const openShop = async (): Promise<TestTill> => {
  const opened = openTestTill({ dataDir: ":memory:" });
  await signIn(opened, "manager");
  return opened;
};

it("takes the cards of its formats from then on, and names those of another program", async () => {
  const opened = await openShop();
  const { cardFormats } = await opened.must("customer.setRules", {
    cardFormats: [OURS, THEIRS],
    consentTexts: null,
  });
  expect(cardFormats).toEqual([OURS, THEIRS]);
  const customerRef = "demo-customer-0001";
  const given = await opened.must("loyaltyCard.give", { customerRef, number: "77000001" });
  expect(given.cards.map(({ number }) => number)).toContain("77000001");
  expect(
    await opened.call("loyaltyCard.give", { customerRef, number: cardNumber(THEIRS, "1") }),
  ).toMatchObject({
    error: { type: "OtherProgramCard", program: "Other Club" },
  });
  expect(await opened.call("loyaltyCard.give", { customerRef, number: "123" })).toMatchObject({
    error: { type: "NotACard" },
  });
});

it("refuses formats that cannot work, and none of its own, and changes nothing", async () => {
  const opened = await openShop();
  const before = await opened.must("customer.rules", {});
  const set = (cardFormats: readonly (typeof OURS | typeof THEIRS)[]) =>
    opened.call("customer.setRules", { cardFormats: [...cardFormats], consentTexts: null });
  expect(await set([THEIRS])).toMatchObject({ error: { type: "NoOwnCardFormat" } });
  expect(
    await opened.call("customer.setRules", {
      cardFormats: [{ ...OURS, length: 5 }],
      consentTexts: null,
    }),
  ).toMatchObject({ error: { type: "CardFormatUnsound", prefix: "77" } });
  expect(await opened.must("customer.rules", {})).toEqual(before);
});

it("names the version of the words that a consent was given to", async () => {
  const opened = await openShop();
  const { cardFormats } = await opened.must("customer.rules", {});
  const words = (email: string) =>
    opened.must("customer.setRules", {
      cardFormats: [...cardFormats],
      consentTexts: { marketing: "May we?", sms: "By text?", email },
    });
  expect(await words("By mail?")).toMatchObject({ consentVersions: [{ version: "shop-1" }] });
  // The same words are no new version.
  expect((await words("By mail?")).consentVersions).toHaveLength(1);
  const enrol = async (name: string) =>
    (
      await opened.must("customer.enrol", {
        details: { name },
        consents: { marketing: false, sms: false, email: true },
        cardNumber: null,
        evenIfKnown: false,
        attach: false,
      })
    ).customer.consentHistory[0]?.wordingVersion;
  expect(await enrol("First")).toBe("shop-1");
  expect((await words("By electronic mail?")).consentTexts?.email).toBe("By electronic mail?");
  expect(await enrol("Second")).toBe("shop-2");
  expect(
    await opened.call("customer.setRules", {
      cardFormats: [...cardFormats],
      consentTexts: { marketing: "", sms: "By text?", email: "By mail?" },
    }),
  ).toMatchObject({ error: { type: "ConsentTextMissing" } });
});

it("keeps the words that the program brought, by version, beside consents that were given to earlier ones", async () => {
  const opened = await openShop();
  const customerRef = "demo-customer-0002";
  const before = await opened.must("customer.get", { customerRef });
  expect(before.consentHistory).toMatchObject([{ wordingVersion: PROGRAM_WORDING }]);
  const reworded = { ...PROGRAM_TEXTS, en: { ...PROGRAM_TEXTS.en, sms: "Other words?" } };
  keepProgramWording(opened.till, reworded);
  keepProgramWording(opened.till, reworded);
  expect(readProgramWordings(opened.till).map(({ version, texts }) => [version, texts.en.sms])).toEqual([
    [PROGRAM_WORDING, PROGRAM_TEXTS.en.sms],
    [versionOfTexts(reworded), "Other words?"],
  ]);
  expect((await opened.must("customer.get", { customerRef })).consentHistory).toEqual(before.consentHistory);
  const { json } = await opened.must("customer.export", { customerRef });
  expect(JSON.parse(json)).toMatchObject({
    consents: { wordings: [{ version: PROGRAM_WORDING, texts: { tr: { sms: PROGRAM_TEXTS.tr.sms } } }] },
  });
});
