/**
 * Owns the renderer's copy of what main says: store, person, devices, basket, parked count, connection.
 * Main is the only source: views are replaced whole, and an older basket view never replaces a newer one.
 */
import { create } from "zustand";
import type { BooksProgress } from "../../contracts/ipc/backups.ts";
import type { CouponPrinting, CouponProgress } from "../../contracts/ipc/coupons.ts";
import type { BasketView } from "../../contracts/ipc/basket.ts";
import type { DevicesView } from "../../contracts/ipc/devices.ts";
import type { AppView, Language, StaffView, StoreView } from "../../contracts/ipc/session.ts";
import type { ScaleReading } from "../../contracts/ipc/serial-devices.ts";
import type { ShiftsView } from "../../contracts/ipc/shifts.ts";
import type { Connection } from "../transport/till-client.ts";

interface TillState {
  readonly connection: Connection;
  readonly store: StoreView | null;
  readonly language: Language;
  readonly staff: StaffView | null;
  /** Whose work the locked till holds. */
  readonly lockedName: string | null;
  /** Which shifts are open, for this person; null before sign-in. */
  readonly shifts: ShiftsView | null;
  readonly devices: DevicesView | null;
  /** What lies on the scale; null: nothing is known of it. */
  readonly scale: ScaleReading | null;
  readonly demo: boolean;
  /** Main's clock less this screen's. */
  readonly clockOffsetMs: number;
  readonly basket: BasketView | null;
  readonly parkedCount: number;
  readonly selectedLineId: string | null;
  /** Grows with every print event: lists of jobs read again. */
  readonly printRevision: number;
  /** How far long work on the books is; null: there is none. */
  readonly booksProgress: BooksProgress | null;
  readonly couponProgress: CouponProgress | null;
  /** undefined: nothing was heard yet. */
  readonly couponPrinting: CouponPrinting | null | undefined;
}

export const useTill = create<TillState>()(() => ({
  connection: "connecting",
  store: null,
  language: "en",
  staff: null,
  lockedName: null,
  shifts: null,
  devices: null,
  scale: null,
  demo: false,
  clockOffsetMs: 0,
  basket: null,
  parkedCount: 0,
  selectedLineId: null,
  printRevision: 0,
  booksProgress: null,
  couponProgress: null,
  couponPrinting: undefined,
}));

const isOlder = (next: BasketView | null, current: BasketView | null): boolean =>
  next !== null && current !== null && next.id === current.id && next.revision < current.revision;

/** What can be selected, in the order of the screen: new goods, then what comes back. */
export const rowIds = (basket: BasketView): readonly string[] => [
  ...basket.lines.map((line) => line.id),
  ...basket.returns.map((returned) => returned.id),
];

const quantityOf = (basket: BasketView | null, lineId: string | null): number =>
  basket?.lines.find((line) => line.id === lineId)?.quantityMilli ?? 0;

/** The selection follows the line that was added to or grew; a discount or a note leaves it where the person put it. */
const selectLine = (next: BasketView | null, state: TillState): string | null => {
  if (next === null) {
    return null;
  }
  const { basket, selectedLineId } = state;
  const kept = rowIds(next).includes(selectedLineId ?? "");
  const moved =
    basket?.id !== next.id ||
    basket.lastLineId !== next.lastLineId ||
    quantityOf(basket, next.lastLineId) !== quantityOf(next, next.lastLineId);
  return kept && !moved ? selectedLineId : (next.lastLineId ?? next.lines.at(-1)?.id ?? null);
};

export const applyBasket = (basket: BasketView | null): void =>
  useTill.setState((state) =>
    isOlder(basket, state.basket) ? {} : { basket, selectedLineId: selectLine(basket, state) },
  );

export const selectLineById = (selectedLineId: string): void => useTill.setState({ selectedLineId });

/** By main's clock, as the page knows it. */
export const nowMs = (): number => Date.now() + useTill.getState().clockOffsetMs;

export const applyAppView = (view: AppView): void => {
  useTill.setState({
    store: view.store,
    language: view.language,
    staff: view.staff,
    lockedName: view.lockedName,
    shifts: view.shifts,
    devices: view.devices,
    demo: view.demo,
    parkedCount: view.parkedCount,
    clockOffsetMs: view.nowMs - Date.now(),
  });
  applyBasket(view.basket);
};
