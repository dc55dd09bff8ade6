/** Owns how campaigns are used up: what was used of which limit, when one ended itself, and when a use comes back. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CampaignUsesView } from "../../../../contracts/ipc/campaigns.ts";
import type { GivesBack } from "../../../../domain/campaigns/offer-use.ts";
import { sayError } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { useGranted } from "../../../controls/use-granted.ts";
import type { Formats } from "../../../formatting/formats.ts";
import { useFormats } from "../../../formatting/store-formats.ts";
import { say } from "../../../stores/screen-store.ts";
import type { Translate } from "../../../texts/i18n.ts";
import { call } from "../../../transport/link.ts";

const RULES: readonly GivesBack[] = ["whole", "void", "never"];

const factsOf = (campaign: CampaignUsesView, t: Translate, formats: Formats): readonly string[] => {
  const { uses, usesLimit, spentMinor, budgetMinor, joined, autoDeactivatedAtMs } = campaign;
  return [
    usesLimit === null
      ? t("campaigns.uses", { count: uses })
      : t("campaigns.usesOf", { uses: formats.count(uses), limit: formats.count(usesLimit) }),
    budgetMinor === null
      ? t("campaigns.spent", { amount: formats.money(spentMinor) })
      : t("campaigns.spentOf", {
          amount: formats.money(spentMinor),
          budget: formats.money(budgetMinor),
        }),
    ...(joined === null
      ? []
      : [
          t("campaigns.joined", {
            joined: formats.count(joined.joined),
            redeemed: formats.count(joined.redeemed),
          }),
        ]),
    ...(autoDeactivatedAtMs === null
      ? []
      : [t("campaigns.endedItself", { when: formats.dateTime(autoDeactivatedAtMs) })]),
  ];
};

interface CampaignRowProps {
  readonly campaign: CampaignUsesView;
  readonly onRule: (givesBack: GivesBack) => void;
}

const CampaignRow = ({ campaign, onRule }: CampaignRowProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const update = useGranted("campaign:update");
  return (
    <li className="campaign-uses" data-testid="campaign-uses">
      <b>{campaign.label}</b>
      <small className="tw-soft">{factsOf(campaign, t, formats).join(" · ")}</small>
      <div className="coupons-keys" role="group" aria-label={t("campaigns.givesBack")}>
        {RULES.map((rule) => (
          <Key
            key={rule}
            label={t(`campaigns.rule.${rule}`)}
            {...update}
            pressed={campaign.givesBack === rule}
            testId={`gives-back-${rule}`}
            onPress={() => onRule(rule)}
          />
        ))}
      </div>
    </li>
  );
};

export const CampaignUses = () => {
  const { t } = useTranslation();
  const [campaigns, setCampaigns] = useState<readonly CampaignUsesView[]>([]);
  useEffect(() => {
    void call("campaign.uses", {}).then((result) => {
      if (result.ok) {
        setCampaigns(result.value);
      } else {
        sayError(result.error);
      }
    });
  }, []);
  const setRule = async (code: string, givesBack: GivesBack): Promise<void> => {
    const result = await call("campaign.setGivesBack", { code, givesBack });
    if (!result.ok) {
      sayError(result.error);
      return;
    }
    setCampaigns(result.value);
    say(t("coupons.saved"));
  };
  return (
    <>
      <h2 className="tw-heading">{t("campaigns.title")}</h2>
      <p className="tw-soft">{t("campaigns.explain")}</p>
      {campaigns.length === 0 ? <p>{t("campaigns.none")}</p> : null}
      <ul className="coupons-keyring">
        {campaigns.map((campaign) => (
          <CampaignRow
            key={campaign.code}
            campaign={campaign}
            onRule={(givesBack) => void setRule(campaign.code, givesBack)}
          />
        ))}
      </ul>
    </>
  );
};
