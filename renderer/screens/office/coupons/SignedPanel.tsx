/** Owns signed coupons in the back office: making them on paper or as sheets, checking one, and whose are taken here. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CheckedCouponView } from "../../../../contracts/ipc/signed-coupons.ts";
import { errorSentence } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { LabelledField } from "../../../controls/LabelledField.tsx";
import { useGranted } from "../../../controls/use-granted.ts";
import { useFormats } from "../../../formatting/store-formats.ts";
import { say } from "../../../stores/screen-store.ts";
import { civilDateText } from "../../../texts/civil-date-text.ts";
import { couponGiftText } from "../../../texts/coupon-text.ts";
import { call } from "../../../transport/link.ts";
import { EMPTY_DRAFT, givesOf, wholeOf, type Draft } from "./coupon-draft.ts";
import type { SheetCoupon } from "./coupon-sheet.ts";
import { CouponKeys } from "./CouponKeys.tsx";
import { DraftText, GiftFields, useCampaigns } from "./GiftFields.tsx";
import { SheetKeys, type SheetFile } from "./SheetKeys.tsx";

const MOST = 200;
const FIRST_DRAFT: Draft = { ...EMPTY_DRAFT, size: "20" };

type Gives = NonNullable<ReturnType<typeof givesOf>>;

/** As the list of coupons has it. */
const giftOf = (gives: Gives, campaigns: ReturnType<typeof useCampaigns>) => ({
  percentBp: "percentBp" in gives ? gives.percentBp : null,
  amountMinor: "amountMinor" in gives ? gives.amountMinor : null,
  campaign: "campaign" in gives ? (campaigns.find(({ code }) => code === gives.campaign) ?? null) : null,
});

const IssueForm = () => {
  const { t } = useTranslation();
  const formats = useFormats();
  const create = useGranted("coupon:create");
  const campaigns = useCampaigns();
  const [draft, setDraft] = useState(FIRST_DRAFT);
  const [problem, setProblem] = useState<string | null>(null);
  const change = (changed: Partial<Draft>): void => setDraft((before) => ({ ...before, ...changed }));
  const issue = async (print: boolean): Promise<readonly SheetCoupon[] | null> => {
    const gives = givesOf(draft, formats);
    const count = wholeOf(draft.size);
    if (gives === null || typeof count !== "number" || count > MOST) {
      setProblem(t("coupons.notANumber"));
      return null;
    }
    const validUntil = draft.until || null;
    const result = await call("coupon.issueSigned", { gives, validUntil, count, print });
    setProblem(result.ok ? null : errorSentence(result.error));
    if (!result.ok) {
      return null;
    }
    const gift = couponGiftText(giftOf(gives, campaigns), formats);
    const until = validUntil === null ? null : civilDateText(validUntil, formats);
    return result.value.map(({ grouped, text }) => ({ gift, until, grouped, bars: null, qr: text }));
  };
  const sheets = async (): Promise<SheetFile | null> => {
    const coupons = await issue(false);
    return coupons && { name: t("signed.title"), coupons, goesOn: null };
  };
  const print = async (): Promise<void> => {
    const made = await issue(true);
    if (made !== null) {
      say(t("signed.made", { count: made.length }));
    }
  };
  return (
    <div className="coupons-form">
      <GiftFields draft={draft} change={change} />
      <div className="coupons-pair">
        <DraftText
          label={t("signed.count")}
          testId="signed-count"
          value={draft.size}
          onChange={(size) => change({ size })}
        />
        <DraftText
          type="date"
          label={t("coupons.until")}
          value={draft.until}
          onChange={(until) => change({ until })}
        />
      </div>
      <p className="dialog-problem" role="alert">
        {problem}
      </p>
      <div className="coupons-keys">
        <Key
          look="main"
          label={t("signed.issue")}
          {...create}
          testId="signed-print"
          onPress={() => void print()}
        />
      </div>
      <SheetKeys disabled={create.disabled === true} read={sheets} />
    </div>
  );
};

const CheckForm = () => {
  const { t } = useTranslation();
  const formats = useFormats();
  const campaigns = useCampaigns();
  const [text, setText] = useState("");
  const [checked, setChecked] = useState<CheckedCouponView | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const check = async (): Promise<void> => {
    const code = text.trim();
    if (code === "") {
      return;
    }
    const result = await call("coupon.checkSigned", { code });
    setProblem(result.ok ? null : errorSentence(result.error));
    setChecked(result.ok ? result.value : null);
    setText("");
  };
  const until = checked?.coupon.validUntil ?? null;
  return (
    <div className="coupons-form">
      <h3 className="tw-heading">{t("signed.check")}</h3>
      <LabelledField
        label={t("signed.checkField")}
        testId="signed-check"
        maxLength={400}
        value={text}
        onChange={setText}
        onEnter={() => void check()}
      />
      <p className="dialog-problem" role="alert">
        {problem}
      </p>
      {checked === null ? null : (
        <p role="status" data-testid="signed-checked">
          <b>{couponGiftText(giftOf(checked.coupon.gives, campaigns), formats)}</b>{" "}
          <span className={`tw-chip ${checked.state === "unused" ? "tw-chip-save" : "tw-chip-bad"}`}>
            {t(`signed.state.${checked.state}`)}
          </span>{" "}
          {t("signed.genuine", { name: checked.signedBy })}
          {until === null ? "" : ` · ${t("participation.until", { date: civilDateText(until, formats) })}`}
        </p>
      )}
      <div className="coupons-keys">
        <Key label={t("signed.checkGo")} testId="signed-check-go" onPress={() => void check()} />
      </div>
    </div>
  );
};

export const SignedPanel = () => {
  const { t } = useTranslation();
  return (
    <>
      <h2 className="tw-heading">{t("signed.title")}</h2>
      <p className="tw-soft coupons-form">{t("signed.explain")}</p>
      <IssueForm />
      <CheckForm />
      <CouponKeys />
    </>
  );
};
