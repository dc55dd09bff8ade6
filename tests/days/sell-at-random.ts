/**
 * Owns a random customer at the till: goods of every kind, prices and discounts changed by whoever is signed in, lines
 * taken out, baskets parked and recalled, and every way to pay, in parts too. What cannot be finished stays open.
 */
import type { BasketView } from "../../contracts/ipc/basket.ts";
import { attempt, type DayShop } from "./day-shop.ts";

/** Cheap and dear, weighed, with a deposit, rationed, for adults, with a lowest price, of an offer. */
const CODES = [
  "BAKERY-001",
  "BAKERY-002",
  "BAKERY-006",
  "8690526000725",
  "8690526000732",
  "101",
  "201",
  "206",
] as const;
const FOR_ADULTS = "Bira 50";
const NAMES = ["Alkolsüz Malt", FOR_ADULTS, "Toz Şeker", "Süt"] as const;
const CARDS = ["2900000000018", "2900000000025"] as const;

const basketOf = async ({ test }: DayShop): Promise<BasketView | null> => test.must("basket.get", {});

export const ringUpAtRandom = async (shop: DayShop): Promise<void> => {
  const { random } = shop;
  for (let items = random.between(1, 4); items > 0; items -= 1) {
    await (random.chance(75) ? scan(shop) : pickFromSearch(shop));
  }
  for (let changes = random.pick([0, 0, 1, 1, 2, 3]); changes > 0; changes -= 1) {
    await changeBasket(shop);
  }
  if (random.chance(8)) {
    await attempt(shop, "giftCard.sell", { amountMinor: random.between(1, 300) * 100 });
  }
};

const scan = async (shop: DayShop): Promise<void> => {
  const { random } = shop;
  const code = random.pick(CODES);
  const quantityMilli = code.length === 3 ? random.between(1, 3000) : random.between(1, 4) * 1000;
  await attempt(shop, "basket.scan", { code, quantityMilli });
};

/** At a price of the person's own at times, which is a price change like any other. */
const pickFromSearch = async (shop: DayShop): Promise<void> => {
  const { random, test } = shop;
  const text = random.pick(NAMES);
  const [found] = await test.must("catalogue.search", { text, limit: 1 });
  if (!found) {
    return;
  }
  if (text === FOR_ADULTS && random.chance(70)) {
    await attempt(shop, "basket.confirmAge", { productId: found.id, dateOfBirth: null });
  }
  const unitPriceMinor = random.chance(20)
    ? { unitPriceMinor: random.between(100, 9000), reason: "agreed" }
    : {};
  await attempt(shop, "basket.addProduct", { productId: found.id, ...unitPriceMinor });
};

const changeBasket = async (shop: DayShop): Promise<void> => {
  const { random } = shop;
  const lines = (await basketOf(shop))?.lines.filter((line) => !line.voided) ?? [];
  if (lines.length === 0) {
    return;
  }
  const line = random.pick(lines);
  const lineId = line.id;
  const discount = random.pick([
    { percentBp: random.between(1, 60) * 100 },
    { amountMinor: random.between(1, 2000) },
    null,
  ]);
  switch (random.between(1, 9)) {
    case 1:
    case 2:
      await attempt(shop, "basket.discountLine", { lineId, discount, reason: "damaged" });
      return;
    case 3:
      await attempt(shop, "basket.discountBasket", { discount, reason: "regular" });
      return;
    case 4:
    case 5: {
      const unitPriceMinor = random.between(0, Math.ceil(line.unitPriceMinor * 1.2));
      await attempt(shop, "basket.overridePrice", { lineId, unitPriceMinor, reason: "wrong shelf" });
      return;
    }
    case 6:
      await attempt(shop, "basket.setQuantity", { lineId, quantityMilli: random.between(1, 5) * 1000 });
      return;
    case 7:
      await (random.chance(50)
        ? attempt(shop, "basket.removeLine", { lineId })
        : attempt(shop, "basket.voidLine", { lineId, reason: "not wanted" }));
      return;
    case 8:
      await attempt(shop, "basket.scan", { code: random.pick(CARDS) });
      return;
    default:
      await (random.chance(50)
        ? attempt(shop, "basket.exemptTax", { reason: "embassy", certificate: null })
        : attempt(shop, "basket.scan", { code: "WELCOME10" }));
  }
};

export const parkOrRecall = async (shop: DayShop): Promise<void> => {
  const parked = await shop.test.must("basket.listParked", {});
  const basketId = parked[0]?.id;
  await (basketId !== undefined && shop.random.chance(60)
    ? attempt(shop, "basket.recall", { basketId })
    : attempt(shop, "basket.park", { label: null }));
};

/** Until it is paid for, or three ways did not do. */
export const payAtRandom = async (shop: DayShop): Promise<void> => {
  for (let tries = 3; tries > 0; tries -= 1) {
    const basket = await basketOf(shop);
    if (!basket || (basket.lines.length === 0 && basket.returns.length === 0)) {
      return;
    }
    await (basket.dueMinor > 0 ? payPart(shop, basket) : finish(shop, basket));
  }
};

const finish = async (shop: DayShop, basket: BasketView): Promise<void> => {
  const tender = shop.random.pick(["SAME", "CASH", "CARD", "STORE_CREDIT"] as const);
  await (basket.dueMinor < 0
    ? attempt(shop, "exchange.payOut", { tender })
    : attempt(shop, "payment.complete", {}));
};

const payPart = async (shop: DayShop, basket: BasketView): Promise<void> => {
  const { random, test } = shop;
  const part = random.between(1, basket.dueMinor);
  test.terminal.behaviour = random.chance(10) ? "decline" : "approve";
  switch (random.between(1, 10)) {
    case 1:
      await attempt(shop, "payment.cash", { tenderedMinor: part });
      return;
    case 2:
      await attempt(shop, "payment.card", { amountMinor: part });
      return;
    case 3:
      await attempt(shop, "payment.points", { points: null });
      return;
    case 4:
      await payWithGiftCard(shop);
      return;
    case 5:
      if (basket.tenders[0]) {
        await attempt(shop, "payment.giveBack", { tenderId: basket.tenders[0].id });
      }
      return;
    case 6:
    case 7:
      await attempt(shop, "payment.card", { amountMinor: null });
      return;
    case 8:
      await attempt(shop, "payment.cash", { tenderedMinor: basket.dueInCashMinor + random.between(0, 9000) });
      return;
    default:
      await attempt(shop, "payment.cash", { tenderedMinor: null });
  }
};

/** The code is on the customer's slip; here it is read from the table, in the order of selling: codes are random. */
const payWithGiftCard = async (shop: DayShop): Promise<void> => {
  const codes = shop.test.till.db.sqlite
    .prepare<[], string>(
      `SELECT code FROM gift_card JOIN gift_card_transaction AS entry ON entry.card_id = gift_card.id
      WHERE balance_minor > 0 GROUP BY gift_card.id ORDER BY min(entry.id) LIMIT 5`,
    )
    .pluck()
    .all();
  if (codes.length > 0) {
    await attempt(shop, "giftCard.pay", { code: shop.random.pick(codes), amountMinor: null });
  }
};
