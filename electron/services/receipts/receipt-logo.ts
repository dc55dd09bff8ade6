/**
 * Owns the shop's picture on receipts: kept with its dots for every width of paper, so that printing only reads them.
 * A change is audited and counts from the next paper on. What was stored and cannot be read is no picture: a receipt
 * never fails for it.
 */
import { storedLogo, type BadLogo, type ReceiptLogoView } from "../../../contracts/ipc/receipt-logo.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { readLogo, type PrintableLogo } from "../../../drivers/printer/logo-image.ts";
import type { MonoBitmap } from "../../../drivers/printer/raster-line.ts";
import type { Actor, SettingsDep } from "../deps.ts";
import { changeSettings, type ChangeSettingsDeps } from "../session/change-settings.ts";

export const LOGO_SETTING = "receipt.logo";

export interface ReceiptLogo {
  readonly isSet: () => boolean;
  readonly png: () => Uint8Array | null;
  /** For paper of so many dots; null: none. */
  readonly bitmap: (paperDots: number) => MonoBitmap | null;
  /** It was changed: read anew. */
  readonly forget: () => void;
}

export interface ReceiptLogoDep {
  readonly receiptLogo: ReceiptLogo;
}

/** Read from the database once. */
export const createReceiptLogo = ({ settings }: SettingsDep): ReceiptLogo => {
  let kept: PrintableLogo | null | undefined;
  const logo = (): PrintableLogo | null => {
    if (kept === undefined) {
      const stored = settings.get(LOGO_SETTING, parseLogo);
      kept = stored.ok ? (stored.value?.logo ?? null) : null;
    }
    return kept;
  };
  return {
    isSet: () => logo() !== null,
    png: () => logo()?.png ?? null,
    bitmap: (paperDots) => logo()?.bitmaps.find((bitmap) => bitmap.paperDots <= paperDots) ?? null,
    forget: () => {
      kept = undefined;
    },
  };
};

export const receiptLogoView = ({ receiptLogo }: ReceiptLogoDep): ReceiptLogoView => {
  const png = receiptLogo.png();
  return { png: png === null ? null : Buffer.from(png).toString("base64") };
};

type LogoDeps = ReceiptLogoDep & ChangeSettingsDeps;

export const setReceiptLogo = async (
  deps: LogoDeps,
  actor: Actor,
  file: string,
): Promise<Result<ReceiptLogoView, BadLogo>> => {
  const read = await readLogo(Buffer.from(file, "base64"));
  return read.ok ? ok(change(deps, actor, read.value)) : err({ type: "BadLogo", problem: read.error });
};

export const removeReceiptLogo = (deps: LogoDeps, actor: Actor): ReceiptLogoView =>
  deps.receiptLogo.isSet() ? change(deps, actor, null) : receiptLogoView(deps);

const change = (deps: LogoDeps, actor: Actor, logo: PrintableLogo | null): ReceiptLogoView => {
  const before = summary(deps.receiptLogo.bitmap(Number.MAX_SAFE_INTEGER));
  changeSettings(deps, actor, {
    values: { [LOGO_SETTING]: { logo: logo === null ? null : toStored(logo) } },
    action: "setting.receiptLogo",
    before,
    after: summary(logo?.bitmaps[0] ?? null),
  });
  deps.receiptLogo.forget();
  return receiptLogoView(deps);
};

const summary = (bitmap: MonoBitmap | null) =>
  bitmap === null ? null : { widthDots: bitmap.widthDots, heightDots: bitmap.heightDots };

const toStored = ({ png, bitmaps }: PrintableLogo) => ({
  png: Buffer.from(png).toString("base64"),
  bitmaps: bitmaps.map(({ bits, ...size }) => ({ ...size, bits: Buffer.from(bits).toString("base64") })),
});

const parseLogo = (value: unknown): { readonly logo: PrintableLogo | null } | null => {
  const stored = storedLogo.safeParse(value);
  if (!stored.success) {
    return null;
  }
  const { logo } = stored.data;
  return {
    logo: logo && {
      png: Buffer.from(logo.png, "base64"),
      bitmaps: logo.bitmaps.map(({ bits, ...size }) => ({ ...size, bits: Buffer.from(bits, "base64") })),
    },
  };
};
