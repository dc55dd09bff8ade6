/** Owns what a screen may know of rights: whether to offer something, mark it, or leave it out. Main decides. */
import type { Permission } from "../../domain/staff/permission.ts";
import type { Grant } from "../../domain/staff/rights.ts";
import { useTill } from "./till-store.ts";

export const useGrant = (permission: Permission): Grant =>
  useTill((state) => state.staff?.grants[permission] ?? "denied");
