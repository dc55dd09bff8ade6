/** Owns signing in and what the screen must know at start: store, till, person, language, devices. */
import { z } from "zod";
import type { Permission } from "../../domain/staff/permission.ts";
import type { Grant } from "../../domain/staff/rights.ts";
import type { BasketView } from "./basket.ts";
import type { DevicesView } from "./devices.ts";
import { procedure } from "./procedure.ts";
import type { ShiftsView } from "./shifts.ts";

export type Language = "en" | "tr" | "es";

export interface StaffView {
  readonly id: number;
  readonly name: string;
  readonly roleCode: string;
  /** Without their limits: what a screen may offer. Main decides. */
  readonly grants: Readonly<Record<Permission, Grant>>;
}

export interface StoreView {
  readonly storeCode: string;
  readonly storeName: string;
  readonly tillCode: string;
  readonly currency: string;
  readonly currencyDecimals: number;
  /** BCP 47: how money, dates and numbers are written. */
  readonly locale: string;
  readonly timezone: string;
  readonly pricesIncludeTax: boolean;
}

export interface AppView {
  readonly store: StoreView;
  readonly language: Language;
  readonly staff: StaffView | null;
  /** Whose work the locked till holds; null when it is not locked. */
  readonly lockedName: string | null;
  /** null before sign-in. */
  readonly shifts: ShiftsView | null;
  readonly basket: BasketView | null;
  readonly parkedCount: number;
  readonly devices: DevicesView;
  /** true on a demo store: the sign-in screen shows the demo PINs. */
  readonly demo: boolean;
  readonly nowMs: number;
}

export type SignInError =
  | { readonly type: "WrongPin"; readonly triesLeft: number }
  | { readonly type: "UnknownBadge"; readonly triesLeft: number }
  | { readonly type: "LockedOut"; readonly untilMs: number };

export const pin = z.string().regex(/^\d{4,8}$/);
export const badge = z.string().min(1).max(64);

export const sessionProcedures = {
  "app.state": procedure<AppView>()(z.strictObject({})),
  "session.signIn": procedure<AppView, SignInError>()(
    z.union([z.strictObject({ pin }), z.strictObject({ badge })]),
  ),
  /** Keeps the open basket for the next person. */
  "session.signOut": procedure<null>()(z.strictObject({})),
  /** Drops the rights at once and keeps the basket: for a short absence, or for the next person to take over. */
  "session.lock": procedure<null>()(z.strictObject({})),
  /** A person has touched the screen without calling anything. */
  "session.activity": procedure<null>()(z.strictObject({})),
  "session.setLanguage": procedure<null>()(z.strictObject({ language: z.enum(["en", "tr", "es"]) })),
} as const;
