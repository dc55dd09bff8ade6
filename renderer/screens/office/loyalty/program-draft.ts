/** Owns the program while it is edited: texts as a person types them, read back into figures. What makes sense is said in main. */
import { formatDecimal } from "../../../../domain/money/decimal.ts";
import { err, ok, type Result } from "../../../../domain/result.ts";
import type { LoyaltyProgram, LoyaltyTier, ProgramProblem } from "../../../../domain/loyalty/program.ts";
import type { Formats } from "../../../formatting/formats.ts";
import { parseNumber } from "../../../formatting/parse-number.ts";

export const PROGRAM_FIGURES = [
  "earnPoints",
  "earnPerMinor",
  "minPurchaseMinor",
  "welcomePoints",
  "birthdayPoints",
  "expiryMonths",
  "pointValueMinor",
  "minRedeemPoints",
  "redeemStep",
  "maxShareBp",
] as const;

export type ProgramFigure = (typeof PROGRAM_FIGURES)[number];

export interface TierDraft extends Pick<LoyaltyTier, "code" | "name" | "color" | "icon" | "benefits"> {
  readonly minPoints: string;
  readonly minSpend: string;
  readonly multiplier: string;
  readonly discount: string;
}

export interface ProgramDraft {
  readonly name: string;
  readonly active: boolean;
  readonly figures: Readonly<Record<ProgramFigure, string>>;
  readonly tiers: readonly TierDraft[];
}

const FIRST_TIER: LoyaltyTier = {
  code: "MEMBER",
  name: "",
  minPoints: 0,
  minSpendMinor: null,
  multiplierMilli: 1000,
  discountBp: 0,
  color: "#8a5a2b",
  icon: "medal",
  benefits: "",
};

/** What a shop without a program begins with. */
const NEW_PROGRAM: LoyaltyProgram = {
  name: "",
  active: true,
  earnPoints: 1,
  earnPerMinor: 1000,
  pointValueMinor: 50,
  minRedeemPoints: 0,
  redeemStep: 1,
  maxShareBp: 10_000,
  minPurchaseMinor: 0,
  expiryMonths: 12,
  welcomePoints: 0,
  birthdayPoints: 0,
  tiers: [FIRST_TIER],
};

const PERCENT_DECIMALS = 2;
const MULTIPLIER_DECIMALS = 3;

/** Without zeros that say nothing. */
const plain = (figure: number, decimals: number, { decimalSign }: Formats): string =>
  (decimals === 0 ? String(figure) : formatDecimal(figure, decimals).replace(/\.?0+$/, "")).replace(
    ".",
    decimalSign,
  );

const decimalsOf = (figure: ProgramFigure, formats: Formats): number =>
  figure.endsWith("Minor") ? formats.decimals : figure.endsWith("Bp") ? PERCENT_DECIMALS : 0;

export const draftOf = (stored: LoyaltyProgram | null, formats: Formats): ProgramDraft => {
  const program = stored ?? NEW_PROGRAM;
  return {
    name: program.name,
    active: program.active,
    figures: Object.fromEntries(
      PROGRAM_FIGURES.map((figure) => {
        const value = program[figure];
        return [figure, value === null ? "" : plain(value, decimalsOf(figure, formats), formats)];
      }),
    ) as Record<ProgramFigure, string>,
    tiers: program.tiers.map((tier) => tierDraft(tier, formats)),
  };
};

const tierDraft = (tier: LoyaltyTier, formats: Formats): TierDraft => ({
  code: tier.code,
  name: tier.name,
  color: tier.color,
  icon: tier.icon,
  benefits: tier.benefits,
  minPoints: plain(tier.minPoints, 0, formats),
  minSpend: tier.minSpendMinor === null ? "" : plain(tier.minSpendMinor, formats.decimals, formats),
  multiplier: plain(tier.multiplierMilli, MULTIPLIER_DECIMALS, formats),
  discount: plain(tier.discountBp, PERCENT_DECIMALS, formats),
});

/** One more above the others; its code is made of its name when it is saved. */
export const nextTier = (formats: Formats): TierDraft => ({
  ...tierDraft({ ...FIRST_TIER, color: "#5f6b73", icon: "award" }, formats),
  code: "",
  minPoints: "",
});

/** The first figure that cannot be read speaks; so does the first tier. */
export const programFrom = (
  draft: ProgramDraft,
  formats: Formats,
): Result<LoyaltyProgram, ProgramProblem> => {
  const read = (text: string, decimals: number): number | null => {
    const parsed = parseNumber(text, { decimalSign: formats.decimalSign, decimals });
    return parsed.ok ? parsed.value : null;
  };
  if (draft.name.trim() === "") {
    return err({ type: "ProgramValue", field: "name" });
  }
  const figures: Partial<Record<ProgramFigure, number | null>> = {};
  for (const figure of PROGRAM_FIGURES) {
    const isEmpty = figure === "expiryMonths" && draft.figures[figure].trim() === "";
    const value = isEmpty ? null : read(draft.figures[figure], decimalsOf(figure, formats));
    if (value === null && !isEmpty) {
      return err({ type: "ProgramValue", field: figure });
    }
    figures[figure] = value;
  }
  const tiers: LoyaltyTier[] = [];
  for (const { code, name, color, icon, benefits, ...texts } of draft.tiers) {
    const minPoints = read(texts.minPoints, 0);
    const minSpendMinor =
      texts.minSpend.trim() === "" ? null : (read(texts.minSpend, formats.decimals) ?? -1);
    const multiplierMilli = read(texts.multiplier, MULTIPLIER_DECIMALS);
    const discountBp = texts.discount.trim() === "" ? 0 : read(texts.discount, PERCENT_DECIMALS);
    if (
      minPoints === null ||
      minSpendMinor === -1 ||
      multiplierMilli === null ||
      discountBp === null ||
      name.trim() === ""
    ) {
      return err({ type: "ProgramTier", tier: name });
    }
    const own = code === "" ? codeFor(name, [...draft.tiers, ...tiers]) : code;
    tiers.push({
      code: own,
      name: name.trim(),
      color,
      icon,
      benefits: benefits.trim(),
      minPoints,
      minSpendMinor,
      multiplierMilli,
      discountBp,
    });
  }
  return ok({
    ...(figures as Record<Exclude<ProgramFigure, "expiryMonths">, number> & {
      readonly expiryMonths: number | null;
    }),
    name: draft.name.trim(),
    active: draft.active,
    tiers,
  });
};

/** What campaigns will name the tier by: stays when its name changes. */
const codeFor = (name: string, others: readonly { readonly code: string }[]): string => {
  const stem =
    name
      .trim()
      .toUpperCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
      .slice(0, 30) || "TIER";
  let code = stem;
  for (let count = 2; others.some((other) => other.code === code); count += 1) {
    code = `${stem}-${String(count)}`;
  }
  return code;
};
