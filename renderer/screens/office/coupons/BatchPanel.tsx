/** Owns one batch: how far it is, its figures, its codes as a file or on paper, and handing all of it out. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CouponBatchView } from "../../../../contracts/ipc/coupons.ts";
import { COUPON_CHANNELS, type CouponChannel } from "../../../../domain/coupons/coupon-channel.ts";
import { sayError } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { useGranted } from "../../../controls/use-granted.ts";
import { useFormats } from "../../../formatting/store-formats.ts";
import { say } from "../../../stores/screen-store.ts";
import { useTill } from "../../../stores/till-store.ts";
import { couponStateText } from "../../../texts/coupon-text.ts";
import { call } from "../../../transport/link.ts";
import { toCsv } from "../audit/audit-csv.ts";
import { saveFile } from "../../../controls/save-file.ts";
import { BatchPaper } from "./BatchPaper.tsx";
import { channelText, CouponRows } from "./CouponRows.tsx";
import { readCoupons } from "./read-coupons.ts";

interface BatchProps {
  readonly batch: CouponBatchView;
  readonly onChanged: () => void;
}

const Unfinished = ({ batch, onChanged }: BatchProps) => {
  const { t } = useTranslation();
  const progress = useTill((state) => state.couponProgress);
  const create = useGranted("coupon:create");
  const done = progress?.batchId === batch.id ? progress.done : batch.made;
  const end = async (name: "coupon.cancelBatch" | "coupon.resumeBatch"): Promise<void> => {
    const result = await call(name, { batchId: batch.id });
    if (!result.ok) {
      sayError(result.error);
    } else if (name === "coupon.cancelBatch") {
      say(t("coupons.cancelled"));
    }
    onChanged();
  };
  const isMaking = batch.state === "making";
  return (
    <div className="coupons-progress" role="status">
      <p>
        {isMaking
          ? t("coupons.making", { done, total: batch.size })
          : t("coupons.stopped", { made: batch.made, size: batch.size })}
      </p>
      <progress value={done} max={batch.size} />
      <div className="coupons-keys">
        {isMaking ? null : (
          <Key label={t("coupons.resume")} {...create} onPress={() => void end("coupon.resumeBatch")} />
        )}
        <Key
          look="danger"
          label={t(isMaking ? "coupons.cancel" : "coupons.drop")}
          {...create}
          testId="coupons-cancel"
          onPress={() => void end("coupon.cancelBatch")}
        />
      </div>
    </div>
  );
};

const useBatchActions = ({ batch, onChanged }: BatchProps) => {
  const { t } = useTranslation();
  const [isReading, setReading] = useState(false);
  const formats = useFormats();
  return {
    isReading,
    save: async (): Promise<void> => {
      setReading(true);
      const rows = await readCoupons({ batchId: batch.id });
      setReading(false);
      if (rows === null) {
        return;
      }
      const head = [
        t("coupons.code"),
        t("coupons.state"),
        t("coupons.handOut"),
        t("coupons.until"),
        t("coupons.ended"),
      ];
      const cells = rows.map((row) => [
        row.code,
        couponStateText(row, t),
        channelText(row, t),
        row.validUntil ?? "",
        row.autoDeactivatedAtMs === null ? "" : formats.dateTime(row.autoDeactivatedAtMs),
      ]);
      saveFile({ name: `${batch.name}.csv`, text: toCsv([head, ...cells]), type: "text/csv" });
      say(t("coupons.exported", { count: rows.length }));
    },
    handOut: async (channel: CouponChannel): Promise<void> => {
      const result = await call("coupon.distribute", { batchId: batch.id, channel });
      if (!result.ok) {
        sayError(result.error);
        return;
      }
      say(t("coupons.handedOut", { count: result.value.count }));
      onChanged();
    },
  };
};

const Ready = (props: BatchProps) => {
  const { batch, onChanged } = props;
  const { t } = useTranslation();
  const formats = useFormats();
  const update = useGranted("coupon:update");
  const act = useBatchActions(props);
  return (
    <>
      <p className="tw-soft" data-testid="batch-figures">
        {t("coupons.figures", {
          used: formats.count(batch.used),
          distributed: formats.count(batch.distributed),
          size: formats.count(batch.size),
        })}
      </p>
      <div className="coupons-keys">
        <Key
          label={t(act.isReading ? "coupons.exporting" : "coupons.export")}
          disabled={act.isReading}
          testId="coupons-export"
          onPress={() => void act.save()}
        />
      </div>
      <BatchPaper batch={batch} />
      <span className="tw-soft">{t("coupons.handOut")}</span>
      <div className="coupons-keys">
        {COUPON_CHANNELS.map((channel) => (
          <Key
            key={channel}
            label={t(`coupons.channel_${channel}`)}
            {...update}
            onPress={() => void act.handOut(channel)}
          />
        ))}
      </div>
      <CouponRows batchId={batch.id} onChanged={onChanged} />
    </>
  );
};

export const BatchPanel = (props: BatchProps) => (
  <>
    <h2 className="tw-heading">{props.batch.name}</h2>
    {props.batch.state === "ready" ? <Ready {...props} /> : <Unfinished {...props} />}
  </>
);
