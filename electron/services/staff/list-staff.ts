/** Owns what the back office sees of the people who may sign in: no hash of a PIN or badge. */
import type { StaffMemberView } from "../../../contracts/ipc/staff.ts";
import type { StaffMember } from "../../../db/repositories/staff.ts";
import type { RolesDep, StaffDep } from "../deps.ts";

export const listStaff = (deps: StaffDep & RolesDep): readonly StaffMemberView[] =>
  deps.staff.list().map((member) => staffMemberView(deps, member));

export const staffMemberView = (
  { roles }: RolesDep,
  { id, name, roleCode, badgeHash }: StaffMember,
): StaffMemberView => {
  const role = roles.find(roleCode);
  return {
    id,
    name,
    roleCode,
    roleName: role?.isOwn === true ? role.name : null,
    hasBadge: badgeHash !== null,
  };
};
