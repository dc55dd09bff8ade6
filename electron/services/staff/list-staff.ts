/** Owns what the back office sees of the people who may sign in: no hash of a PIN or badge. */
import type { StaffMemberView } from "../../../contracts/ipc/staff.ts";
import type { StaffMember } from "../../../db/repositories/staff.ts";
import type { StaffDep } from "../deps.ts";

export const listStaff = ({ staff }: StaffDep): readonly StaffMemberView[] =>
  staff.list().map(staffMemberView);

export const staffMemberView = ({ id, name, roleCode, badgeHash }: StaffMember): StaffMemberView => ({
  id,
  name,
  roleCode,
  hasBadge: badgeHash !== null,
});
