/** Owns what the back office sees of the people who may sign in: no hash of a PIN or badge. */
import type { StaffMemberView } from "../../../contracts/ipc/staff.ts";
import type { StaffDep } from "../deps.ts";

export const listStaff = ({ staff }: StaffDep): readonly StaffMemberView[] =>
  staff
    .list()
    .map(({ id, name, roleCode, badgeHash }) => ({ id, name, roleCode, hasBadge: badgeHash !== null }));
