/** Owns making coupons: a batch of generated codes, or one coupon with a code of the shop's own. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CouponType } from "../../../../contracts/ipc/coupons.ts";
import { errorSentence } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { useFormats } from "../../../formatting/store-formats.ts";
import { say } from "../../../stores/screen-store.ts";
import { call } from "../../../transport/link.ts";
import { EMPTY_DRAFT, termsOf, wholeOf, type Draft } from "./coupon-draft.ts";
import { DraftText, GiftFields, type FieldsProps } from "./GiftFields.tsx";

const TYPES: readonly CouponType[] = ["singleUse", "multiUse", "personal", "public"];

/** Only what has a limit can end itself. */
const EndsItself = ({ draft, change }: FieldsProps) => {
  const { t } = useTranslation();
  if (draft.type !== "singleUse" && draft.limit.trim() === "") {
    return null;
  }
  return (
    <>
      <span className="tw-soft">{t("coupons.atLimit")}</span>
      <div className="coupons-keys" role="group" aria-label={t("coupons.atLimit")}>
        <Key
          label={t("coupons.endsItself")}
          pressed={draft.endsItself}
          testId="coupons-ends-itself"
          onPress={() => change({ endsItself: true })}
        />
        <Key
          label={t("coupons.staysOn")}
          pressed={!draft.endsItself}
          testId="coupons-stays-on"
          onPress={() => change({ endsItself: false })}
        />
      </div>
    </>
  );
};

const LimitFields = ({ draft, change }: FieldsProps) => {
  const { t } = useTranslation();
  const noLimit = t("coupons.noLimit");
  return (
    <>
      <div className="coupons-pair">
        <DraftText
          label={t("coupons.limit")}
          placeholder={noLimit}
          value={draft.limit}
          onChange={(limit) => change({ limit })}
        />
        <DraftText
          label={t("coupons.perCustomer")}
          placeholder={noLimit}
          value={draft.perCustomer}
          onChange={(perCustomer) => change({ perCustomer })}
        />
      </div>
      <EndsItself draft={draft} change={change} />
      <div className="coupons-pair">
        <DraftText
          type="date"
          label={t("coupons.from")}
          value={draft.from}
          onChange={(from) => change({ from })}
        />
        <DraftText
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
  const [draft, setDraft] = useState(EMPTY_DRAFT);
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
      <DraftText
        label={t(kind === "batch" ? "coupons.name" : "coupons.code")}
        testId="coupons-name"
        value={draft.name}
        onChange={(name) => change({ name })}
      />
      {kind === "batch" ? (
        <DraftText
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
