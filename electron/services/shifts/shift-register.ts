/**
 * Owns which shift a person's sales and cash belong to: the till's own drawer, or the cashier's, as the store set it.
 * Asked inside the transaction of whatever it is for, so that a sale at the second of closing lands in one shift.
 */
import type { DrawerMode } from "../../../contracts/ipc/shifts.ts";
import type { SettingRepository } from "../../../db/repositories/settings.ts";
import type { ShiftRepository } from "../../../db/repositories/shifts.ts";

export interface ShiftRegister {
  readonly currentFor: (actor: { readonly staffId: number }) => { readonly id: number } | null;
  /** Whose drawer a shift that this person opens is for; null: the till's own. */
  readonly drawerOf: (actor: { readonly staffId: number }) => number | null;
  readonly mode: () => DrawerMode;
  readonly setMode: (mode: DrawerMode, by: number) => void;
  /** Tells the screens that a shift was opened, counted or closed. */
  readonly changed: () => void;
  readonly onChange: (listener: () => void) => () => void;
}

interface ShiftRegisterDeps {
  readonly shiftRepository: ShiftRepository;
  readonly settings: SettingRepository;
}

const DRAWER_MODE_KEY = "drawer.mode";

export const createShiftRegister = (deps: ShiftRegisterDeps): ShiftRegister => {
  const listeners = new Set<() => void>();
  const mode = (): DrawerMode => {
    const stored = deps.settings.get<DrawerMode>(DRAWER_MODE_KEY, (value) =>
      value === "shared" || value === "perCashier" ? value : null,
    );
    return (stored.ok ? stored.value : null) ?? "shared";
  };
  const drawerOf = (actor: { readonly staffId: number }): number | null =>
    mode() === "shared" ? null : actor.staffId;
  return {
    mode,
    drawerOf,
    currentFor: (actor) => {
      const id = deps.shiftRepository.openIdOf(drawerOf(actor));
      return id === null ? null : { id };
    },
    setMode: (wanted, by) => {
      deps.settings.set(DRAWER_MODE_KEY, wanted, by);
    },
    changed: () => {
      for (const listener of listeners) {
        listener();
      }
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
