/** Owns coupons in the back office: batches and single coupons at the left, the chosen one or a new one beside them. */
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CouponBatchView } from "../../../../contracts/ipc/coupons.ts";
import { sayError } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { useGranted } from "../../../controls/use-granted.ts";
import { useFormats } from "../../../formatting/store-formats.ts";
import { useTill } from "../../../stores/till-store.ts";
import { couponGiftText } from "../../../texts/coupon-text.ts";
import { call } from "../../../transport/link.ts";
import { BatchPanel } from "./BatchPanel.tsx";
import { CampaignUses } from "./CampaignUses.tsx";
import { CouponForm } from "./CouponForm.tsx";
import { CouponRows } from "./CouponRows.tsx";
import { SignedPanel } from "./SignedPanel.tsx";
import "./coupons.css";

type Chosen = number | "newBatch" | "newCoupon" | "single" | "signed" | "campaigns";

const useBatches = () => {
  const [batches, setBatches] = useState<readonly CouponBatchView[]>([]);
  const isMaking = useTill((state) => state.couponProgress !== null);
  const read = useCallback(async (): Promise<void> => {
    const result = await call("coupon.batches", {});
    if (result.ok) {
      setBatches(result.value);
    } else {
      sayError(result.error);
    }
  }, []);
  // Also when a batch begins or is done.
  useEffect(() => void read(), [read, isMaking]);
  return { batches, read };
};

const BatchKey = (props: {
  readonly batch: CouponBatchView;
  readonly pressed: boolean;
  readonly onPress: () => void;
}) => {
  const formats = useFormats();
  const { batch, pressed, onPress } = props;
  return (
    <Key
      className="coupons-batch"
      testId="coupon-batch"
      pressed={pressed}
      onPress={onPress}
      label={
        <>
          <b>{batch.name}</b>
          <small>{`${formats.count(batch.size)} · ${couponGiftText(batch, formats)}`}</small>
        </>
      }
    />
  );
};

export const CouponsSection = () => {
  const { t } = useTranslation();
  const { batches, read } = useBatches();
  const [chosen, setChosen] = useState<Chosen>("single");
  const create = useGranted("coupon:create");
  const batch = batches.find(({ id }) => id === chosen);
  return (
    <div className="coupons">
      <div className="coupons-list">
        <Key
          label={t("coupons.new")}
          {...create}
          testId="coupons-new-batch"
          pressed={chosen === "newBatch"}
          onPress={() => setChosen("newBatch")}
        />
        <Key
          label={t("coupons.single")}
          {...create}
          testId="coupons-new"
          pressed={chosen === "newCoupon"}
          onPress={() => setChosen("newCoupon")}
        />
        <Key label={t("coupons.own")} pressed={chosen === "single"} onPress={() => setChosen("single")} />
        <Key
          label={t("signed.title")}
          testId="coupons-signed"
          pressed={chosen === "signed"}
          onPress={() => setChosen("signed")}
        />
        <Key
          label={t("campaigns.title")}
          testId="coupons-campaigns"
          pressed={chosen === "campaigns"}
          onPress={() => setChosen("campaigns")}
        />
        {batches.map((one) => (
          <BatchKey key={one.id} batch={one} pressed={one.id === chosen} onPress={() => setChosen(one.id)} />
        ))}
      </div>
      <div className="coupons-detail">
        {chosen === "newBatch" || chosen === "newCoupon" ? (
          <CouponForm
            key={chosen}
            kind={chosen === "newBatch" ? "batch" : "single"}
            onMade={(batchId) => {
              setChosen(batchId ?? "single");
              void read();
            }}
          />
        ) : null}
        {chosen === "signed" ? <SignedPanel /> : null}
        {chosen === "campaigns" ? <CampaignUses /> : null}
        {chosen === "single" ? (
          <CouponRows key="single" batchId={null} onChanged={() => void read()} />
        ) : null}
        {batch === undefined ? null : (
          <BatchPanel key={batch.id} batch={batch} onChanged={() => void read()} />
        )}
      </div>
    </div>
  );
};
