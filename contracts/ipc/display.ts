/**
 * Owns the customer display across the boundary: what a second screen shows of the sale, and how it is set up. Who turns
 * the screen around sees a first name and a basket, and can call nothing but `customerScreen.state`.
 */
import { z } from "zod";
import type { Language, StoreView } from "./session.ts";
import { procedure } from "./procedure.ts";

export interface DisplayLine {
  readonly id: string;
  readonly name: string;
  readonly unit: "each" | "weight";
  readonly quantityMilli: number;
  readonly grossMinor: number;
  readonly netMinor: number;
  /** What made it cheaper, in words. */
  readonly offers: readonly string[];
}

export interface DisplayPoints {
  /** Below zero: owed. */
  readonly before: number;
  readonly used: number;
  readonly earned: number;
  /** null: not known before it is sold. */
  readonly after: number | null;
}

export interface DisplayCustomer {
  /** null: nobody told it. */
  readonly firstName: string | null;
  readonly tier: string | null;
  /** As the basket stands; null: takes no part. */
  readonly points: DisplayPoints | null;
}

export interface DisplayBasket {
  readonly lines: readonly DisplayLine[];
  readonly customer: DisplayCustomer | null;
  readonly savedMinor: number;
  readonly totalMinor: number;
  readonly paidMinor: number;
  readonly dueMinor: number;
}

export interface DisplayPaid {
  readonly receiptNumber: string;
  readonly totalMinor: number;
  readonly changeMinor: number;
  readonly savedMinor: number;
  /** null: nobody who takes part. */
  readonly points: DisplayPoints | null;
  readonly tier: string | null;
}

export interface DisplaySetup {
  readonly theme: "light" | "dark";
  /** What a phone opens to join; null: no code is shown. */
  readonly joinLink: string | null;
}

export interface DisplayView extends DisplaySetup {
  readonly store: StoreView;
  readonly language: Language;
  /** At most one of the two; neither: welcome. */
  readonly basket: DisplayBasket | null;
  readonly paid: DisplayPaid | null;
}

export const displayProcedures = {
  "customerScreen.state": procedure<DisplayView>()(z.strictObject({})),
  "customerScreen.setup": procedure<DisplaySetup>()(z.strictObject({})),
  "customerScreen.setSetup": procedure<DisplaySetup>()(
    z.strictObject({
      theme: z.enum(["light", "dark"]),
      joinLink: z
        .url({ protocol: /^https?$/ })
        .max(300)
        .nullable(),
    }),
  ),
  /** Opens it; `address`: what a browser opens instead, with a token for the display alone. */
  "customerScreen.open": procedure<{ readonly address: string | null }>()(z.strictObject({})),
} as const;
