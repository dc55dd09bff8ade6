/** Owns what the screens know of shifts: which is open for whom, and nothing of what is in a drawer. */
import type { ShiftsView, ShiftView } from "../../../contracts/ipc/shifts.ts";
import type { Shift } from "../../../db/repositories/shifts.ts";
import type { Actor, ShiftRepositoryDep, ShiftsDep } from "../deps.ts";

export const shiftsView = (deps: ShiftsDep & ShiftRepositoryDep, actor: Actor): ShiftsView => {
  const open = deps.shiftRepository.open();
  const current = deps.shifts.currentFor(actor);
  return {
    drawerMode: deps.shifts.mode(),
    current: open.map(shiftView).find((shift) => shift.id === current?.id) ?? null,
    open: open.map(shiftView),
  };
};

const shiftView = ({ id, cashierId, openedAtMs, openedBy, draft }: Shift): ShiftView => ({
  id,
  cashierId,
  openedAtMs,
  openedByName: openedBy.name,
  draft: draft?.entry ?? null,
});
