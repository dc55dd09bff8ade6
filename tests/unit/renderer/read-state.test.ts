/** Reading main's state again, after signing in or when the line was away: it takes nobody away from what they have begun. */
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { readState } from "../../../renderer/session/read-state.ts";
import { goTo, openDialog, useScreen } from "../../../renderer/stores/screen-store.ts";
import { startTexts } from "../../../renderer/texts/i18n.ts";
import { linkTill } from "../../../renderer/transport/link.ts";
import { createTillClient } from "../../../renderer/transport/till-client.ts";

const view = (current: unknown) => ({
  store: { storeName: "Shop" },
  language: "en",
  staff: { id: 1 },
  lockedName: null,
  shifts: { current },
  devices: null,
  demo: false,
  parkedCount: 0,
  nowMs: 0,
  basket: null,
});

let current: unknown;

beforeAll(async () => {
  vi.stubGlobal("document", { documentElement: { lang: "" } });
  await startTexts("en");
});

beforeEach(() => {
  const client = createTillClient({
    call: () => Promise.resolve({ ok: true, value: view(current) }),
    onEvent: () => {},
    onConnection: () => {},
  });
  linkTill(client, () => Promise.reject(new Error("nobody is asked")));
});

test("a dialog that is open stays open", async () => {
  current = { id: 1 };
  goTo({ name: "sell" });
  openDialog({ kind: "drawer" });
  await readState();
  expect(useScreen.getState()).toMatchObject({ screen: { name: "sell" }, dialog: { kind: "drawer" } });
});

test("without a shift the way leads to opening one", async () => {
  current = null;
  goTo({ name: "sell" });
  await readState();
  expect(useScreen.getState().screen).toEqual({ name: "openShift" });
});
