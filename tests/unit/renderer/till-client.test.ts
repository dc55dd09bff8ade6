/** A page that changes the basket hears of it with its answer: a total that is new beside an old dialog takes keys away. */
import { expect, test } from "vitest";
import { createTillClient, type TillEvent } from "../../../renderer/transport/till-client.ts";

const opened = () => {
  let tell: (event: unknown) => void = () => {};
  const answers: ((answer: unknown) => void)[] = [];
  const told: TillEvent["event"][] = [];
  const client = createTillClient({
    call: () => new Promise((resolve) => answers.push(resolve)),
    onEvent: (listener) => {
      tell = listener;
    },
    onConnection: () => {},
  });
  client.onEvent(({ event }) => told.push(event));
  const push = (event: TillEvent["event"]): void => tell({ event, data: { basket: null } });
  const answer = (): void => answers.shift()?.({ ok: true, value: null });
  return { client, push, answer, told };
};

test("what changed by this page's own call is told with the answer", async () => {
  const { client, push, answer, told } = opened();
  const first = client.call("basket.addCoupon", { code: "A" });
  const second = client.call("basket.addCoupon", { code: "B" });
  push("basket.changed");
  answer();
  await first;
  expect(told).toEqual([]);
  push("basket.changed");
  answer();
  await second;
  expect(told).toEqual(["basket.changed", "basket.changed"]);
});

test("so is a line that a dialog of its own adds: a membership, a gift card", async () => {
  const { client, push, answer, told } = opened();
  const membership = client.call("membership.sell", { planId: 1, couponCode: null });
  const card = client.call("giftCard.sell", { amountMinor: 5000 });
  push("basket.changed");
  answer();
  await membership;
  expect(told).toEqual([]);
  answer();
  await card;
  expect(told).toEqual(["basket.changed"]);
});

test("a page that asked for nothing, or for something else, hears at once", async () => {
  const { client, push, answer, told } = opened();
  push("basket.changed");
  expect(told).toHaveLength(1);
  const card = client.call("payment.card", { amountMinor: null });
  push("basket.changed");
  expect(told).toHaveLength(2);
  answer();
  await card;
});

test("everything else is told at once", async () => {
  const { client, push, answer, told } = opened();
  const added = client.call("basket.addCoupon", { code: "A" });
  push("print.changed");
  expect(told).toEqual(["print.changed"]);
  answer();
  await added;
});
