/** Owns making coupons: a batch of generated codes, or one coupon with a code of the shop's own. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Payload } from "../../../../contracts/ipc.ts";
import type { CouponType } from "../../../../contracts/ipc/coupons.ts";
import { errorSentence, sayError } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { useFormats } from "../../../formatting/store-formats.ts";
import type { Formats } from "../../../formatting/formats.ts";
import { say } from "../../../stores/screen-store.ts";
import { call } from "../../../transport/link.ts";

const TYPES: readonly CouponType[] = ["singleUse", "multiUse", "personal", "public"];
const GIFTS = ["percent", "amount", "campaign"] as const;

interface Draft {
  readonly name: string;
  readonly type: CouponType;
  readonly gift: (typeof GIFTS)[number];
  readonly value: string;
  readonly campaign: string;
  readonly size: string;
  readonly limit: string;
  readonly perCustomer: string;
  readonly from: string;
  readonly until: string;
}

const EMPTY: Draft = {
  name: "",
  type: "singleUse",
  gift: "percent",
  value: "",
  campaign: "",
  size: "100",
  limit: "",
  perCustomer: "",
  from: "",
  until: "",
};

type Terms = Omit<Payload<"coupon.createBatch">, "name" | "size">;

/** null: a figure is missing or none. */
const termsOf = (draft: Draft, formats: Formats): Terms | null => {
  const gives = givesOf(draft, formats);
  const usageLimit = wholeOf(draft.limit);
  const usesPerCustomer = wholeOf(draft.perCustomer);
  return gives === null || usageLimit === "bad" || usesPerCustomer === "bad"
    ? null
    : {
        type: draft.type,
        gives,
        usageLimit,
        usesPerCustomer,
        validFrom: draft.from || null,
        validUntil: draft.until || null,
      };
};

const givesOf = ({ gift, value, campaign }: Draft, formats: Formats): Terms["gives"] | null => {
  if (gift === "campaign") {
    return campaign === "" ? null : { campaign };
  }
  const figure = gift === "percent" ? formats.parsePercent(value) : formats.parseAmount(value);
  if (!figure.ok || figure.value <= 0 || (gift === "percent" && figure.value > 10_000)) {
    return null;
  }
  return gift === "percent" ? { percentBp: figure.value } : { amountMinor: figure.value };
};

const wholeOf = (text: string): number | null | "bad" => {
  if (text.trim() === "") {
    return null;
  }
  return /^[1-9]\d{0,6}$/.test(text.trim()) ? Number(text) : "bad";
};

const useCampaigns = () => {
  const [campaigns, setCampaigns] = useState<readonly { readonly code: string; readonly label: string }[]>(
    [],
  );
  useEffect(() => {
    void call("coupon.campaigns", {}).then((result) => {
      if (result.ok) {
        setCampaigns(result.value);
      } else {
        sayError(result.error);
      }
    });
  }, []);
  return campaigns;
};

interface FieldsProps {
  readonly draft: Draft;
  readonly change: (change: Partial<Draft>) => void;
}

const GiftFields = ({ draft, change }: FieldsProps) => {
  const { t } = useTranslation();
  const campaigns = useCampaigns();
  return (
    <>
      <span className="tw-soft">{t("coupons.gives")}</span>
      <div className="coupons-keys">
        {GIFTS.map((gift) => (
          <Key
            key={gift}
            label={t(`coupons.${gift}`)}
            pressed={draft.gift === gift}
            onPress={() => change({ gift })}
          />
        ))}
      </div>
      {draft.gift === "campaign" ? (
        <label>
          <span className="tw-soft">{t("coupons.campaign")}</span>
          <select
            className="tw-field"
            data-testid="coupons-campaign"
            value={draft.campaign}
            onChange={(event) => change({ campaign: event.currentTarget.value })}
          >
            <option value="" />
            {campaigns.map(({ code, label }) => (
              <option key={code} value={code}>
                {label}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <Text label={t("coupons.value")} value={draft.value} onChange={(value) => change({ value })} />
      )}
    </>
  );
};

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly type?: "text" | "date";
  readonly placeholder?: string;
  readonly testId?: string;
  readonly onChange: (value: string) => void;
}

const Text = ({ label, value, type = "text", placeholder, testId, onChange }: TextProps) => (
  <label>
    <span className="tw-soft">{label}</span>
    <input
      className="tw-field"
      type={type}
      maxLength={60}
      autoComplete="off"
      placeholder={placeholder}
      data-testid={testId}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  </label>
);

const LimitFields = ({ draft, change }: FieldsProps) => {
  const { t } = useTranslation();
  const noLimit = t("coupons.noLimit");
  return (
    <>
      <div className="coupons-pair">
        <Text
          label={t("coupons.limit")}
          placeholder={noLimit}
          value={draft.limit}
          onChange={(limit) => change({ limit })}
        />
        <Text
          label={t("coupons.perCustomer")}
          placeholder={noLimit}
          value={draft.perCustomer}
          onChange={(perCustomer) => change({ perCustomer })}
        />
      </div>
      <div className="coupons-pair">
        <Text
          type="date"
          label={t("coupons.from")}
          value={draft.from}
          onChange={(from) => change({ from })}
        />
        <Text
          type="date"
          label={t("coupons.until")}
          value={draft.until}
          onChange={(until) => change({ until })}
        />
      </div>
    </>
  );
};

interface FormProps {
  /** "batch": generated codes; "single": a code of the shop's own. */
  readonly kind: "batch" | "single";
  readonly onMade: (batchId: number | null) => void;
}

const useDraft = ({ kind, onMade }: FormProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const [draft, setDraft] = useState(EMPTY);
  const [problem, setProblem] = useState<string | null>(null);
  const make = async (): Promise<void> => {
    const terms = termsOf(draft, formats);
    const size = wholeOf(draft.size);
    const name = draft.name.trim();
    if (terms === null || name === "" || (kind === "batch" && typeof size !== "number")) {
      setProblem(t("coupons.notANumber"));
      return;
    }
    const result =
      kind === "batch"
        ? await call("coupon.createBatch", { ...terms, name, size: Number(size) })
        : await call("coupon.create", { ...terms, code: name, customerRef: null });
    if (!result.ok) {
      setProblem(errorSentence(result.error));
      return;
    }
    if (kind === "single") {
      say(t("coupons.madeOne", { code: name }));
    }
    onMade("batchId" in result.value ? result.value.batchId : null);
  };
  return {
    draft,
    problem,
    make,
    change: (changed: Partial<Draft>): void => setDraft((before) => ({ ...before, ...changed })),
  };
};

export const CouponForm = (props: FormProps) => {
  const { t } = useTranslation();
  const { kind } = props;
  const { draft, problem, make, change } = useDraft(props);
  return (
    <div className="coupons-form">
      <h2 className="tw-heading">{t(kind === "batch" ? "coupons.new" : "coupons.single")}</h2>
      <Text
        label={t(kind === "batch" ? "coupons.name" : "coupons.code")}
        testId="coupons-name"
        value={draft.name}
        onChange={(name) => change({ name })}
      />
      {kind === "batch" ? (
        <Text
          label={t("coupons.size")}
          testId="coupons-size"
          value={draft.size}
          onChange={(size) => change({ size })}
        />
      ) : null}
      <span className="tw-soft">{t("coupons.type")}</span>
      <div className="coupons-keys">
        {TYPES.map((type) => (
          <Key
            key={type}
            label={t(`coupons.type_${type}`)}
            pressed={draft.type === type}
            onPress={() => change({ type })}
          />
        ))}
      </div>
      <GiftFields draft={draft} change={change} />
      <LimitFields draft={draft} change={change} />
      <p className="dialog-problem" role="alert">
        {problem}
      </p>
      <Key
        tall
        look="main"
        label={t(kind === "batch" ? "coupons.make" : "coupons.makeOne")}
        testId="coupons-make"
        onPress={() => void make()}
      />
    </div>
  );
};
