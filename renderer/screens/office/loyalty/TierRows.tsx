/** Owns the rows in which tiers are edited, lowest first: what each asks for, what it gives, and how it looks. */
import { IconAward, IconDiamond, IconMedal, IconTrophy, type Icon } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { LONGEST_BENEFITS, TIER_ICONS } from "../../../../domain/loyalty/program.ts";
import { Key } from "../../../controls/Key.tsx";
import { useFormats } from "../../../formatting/store-formats.ts";
import { nextTier, type TierDraft } from "./program-draft.ts";

const ICONS: Readonly<Record<(typeof TIER_ICONS)[number], Icon>> = {
  medal: IconMedal,
  award: IconAward,
  trophy: IconTrophy,
  diamond: IconDiamond,
};

interface TierRowsProps {
  readonly tiers: readonly TierDraft[];
  readonly onChange: (tiers: readonly TierDraft[]) => void;
}

interface RowProps {
  readonly tier: TierDraft;
  readonly isFirst: boolean;
  readonly onChange: (changed: Partial<TierDraft>) => void;
  readonly onRemove: () => void;
}

const FIELDS = ["name", "minPoints", "minSpend", "multiplier", "discount"] as const;

const Row = ({ tier, isFirst, onChange, onRemove }: RowProps) => {
  const { t } = useTranslation();
  const TierIcon = ICONS[tier.icon];
  return (
    <li className="tier-row" data-testid="tier-row">
      {FIELDS.map((field) => (
        <label key={field} className={field === "name" ? "tier-name" : undefined}>
          <span className="tw-soft">{t(`loyalty.tier.${field}`)}</span>
          <input
            className="tw-field"
            autoComplete="off"
            inputMode={field === "name" ? "text" : "decimal"}
            maxLength={field === "name" ? 40 : 15}
            // The first tier asks for nothing.
            disabled={isFirst && (field === "minPoints" || field === "minSpend")}
            value={tier[field]}
            onChange={(event) => onChange({ [field]: event.currentTarget.value })}
          />
        </label>
      ))}
      <label>
        <span className="tw-soft">{t("loyalty.tier.color")}</span>
        <input
          type="color"
          className="tw-field tier-color"
          value={tier.color}
          onChange={(event) => onChange({ color: event.currentTarget.value })}
        />
      </label>
      <Key
        label={<TierIcon size={24} color={tier.color} aria-hidden />}
        ariaLabel={t("loyalty.tier.icon")}
        onPress={() => {
          const at = TIER_ICONS.indexOf(tier.icon);
          onChange({ icon: TIER_ICONS[(at + 1) % TIER_ICONS.length] ?? "medal" });
        }}
      />
      <Key label="×" ariaLabel={t("loyalty.tier.remove")} disabled={isFirst} onPress={onRemove} />
      <label className="tier-benefits">
        <span className="tw-soft">{t("loyalty.tier.benefits")}</span>
        <input
          className="tw-field"
          autoComplete="off"
          maxLength={LONGEST_BENEFITS}
          value={tier.benefits}
          onChange={(event) => onChange({ benefits: event.currentTarget.value })}
        />
      </label>
    </li>
  );
};

export const TierRows = ({ tiers, onChange }: TierRowsProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <>
      <ul className="tier-rows">
        {tiers.map((tier, at) => (
          <Row
            // A new tier has nothing else that tells it apart.
            key={String(at)}
            tier={tier}
            isFirst={at === 0}
            onChange={(changed) =>
              onChange(tiers.map((other, place) => (place === at ? { ...other, ...changed } : other)))
            }
            onRemove={() => onChange(tiers.filter((_, place) => place !== at))}
          />
        ))}
      </ul>
      <Key
        label={t("loyalty.tier.add")}
        testId="tier-add"
        onPress={() => onChange([...tiers, nextTier(formats)])}
      />
    </>
  );
};
