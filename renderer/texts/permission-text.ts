/** Owns how a permission and its measure read. Keys in the texts have no colon: it parts namespaces there. */
import { MEASURE_OF, isPermission, type Permission } from "../../domain/staff/permission.ts";
import type { Formats } from "../formatting/formats.ts";
import type { Translate } from "./i18n.ts";

type KeyOf<P extends Permission> = P extends `${infer Area}:${infer Act}` ? `${Area}_${Act}` : never;

const keyOf = <P extends Permission>(permission: P): KeyOf<P> => permission.replace(":", "_") as KeyOf<P>;

/** A newer main may know a permission that this screen does not: it is named rather than hidden. */
export const permissionText = (permission: string, t: Translate): string =>
  isPermission(permission) ? t(`permission.${keyOf(permission)}`) : permission;

export const measureText = (permission: string, figure: number, formats: Formats): string =>
  isPermission(permission) && MEASURE_OF[permission] === "percentBp"
    ? formats.percent(figure)
    : formats.money(figure);
