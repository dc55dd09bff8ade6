/** Owns a batch on paper: which of its coupons, as slips through the print queue with how far they are, or as sheets. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CouponBatchView, CouponRowView } from "../../../../contracts/ipc/coupons.ts";
import { sayError } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { useGranted } from "../../../controls/use-granted.ts";
import type { Formats } from "../../../formatting/formats.ts";
import { useFormats } from "../../../formatting/store-formats.ts";
import { say } from "../../../stores/screen-store.ts";
import { useTill } from "../../../stores/till-store.ts";
import { civilDateText } from "../../../texts/civil-date-text.ts";
import { couponGiftText } from "../../../texts/coupon-text.ts";
import { call } from "../../../transport/link.ts";
import { rangeOf, sheetRangeOf } from "./coupon-draft.ts";
import type { SheetCoupon } from "./coupon-sheet.ts";
import { DraftText } from "./GiftFields.tsx";
import { readCoupons } from "./read-coupons.ts";
import { SheetKeys, type SheetFile } from "./SheetKeys.tsx";

/** What is with the printer, and what may be done about it. */
const Printing = ({ batch }: { readonly batch: CouponBatchView }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const heard = useTill((state) => state.couponPrinting);
  const update = useGranted("coupon:update");
  const printing = heard === undefined ? batch.printing : heard;
  if (printing?.batchId !== batch.id) {
    return null;
  }
  const { done, total } = printing;
  const isStopped = printing.state === "stopped";
  const ask = async (name: "coupon.cancelPrinting" | "coupon.resumePrinting"): Promise<void> => {
    const result = await call(name, {});
    if (!result.ok) {
      sayError(result.error);
    } else if (name === "coupon.cancelPrinting") {
      say(t("paper.left", { done: formats.count(done), total: formats.count(total) }));
    }
  };
  return (
    <div className="coupons-progress" role="status" data-testid="coupons-printing">
      <p>
        {t(isStopped ? "paper.stopped" : "paper.printing", {
          done: formats.count(done),
          total: formats.count(total),
        })}
      </p>
      <progress value={done} max={total} />
      <div className="coupons-keys">
        {isStopped ? (
          <Key
            label={t("paper.resume")}
            {...update}
            testId="coupons-print-rest"
            onPress={() => void ask("coupon.resumePrinting")}
          />
        ) : null}
        <Key
          look="danger"
          label={t("paper.cancel")}
          {...update}
          testId="coupons-print-cancel"
          onPress={() => void ask("coupon.cancelPrinting")}
        />
      </div>
    </div>
  );
};

const usePaper = (batch: CouponBatchView) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const [from, setFrom] = useState("1");
  const [to, setTo] = useState(String(batch.size));
  const [isReading, setReading] = useState(false);
  const range = rangeOf({ from, to }, batch.size);
  return {
    fields: { from, setFrom, to, setTo },
    range,
    isReading,
    print: async (): Promise<void> => {
      if (range === null) {
        return;
      }
      const result = await call("coupon.printBatch", { batchId: batch.id, ...range });
      if (result.ok) {
        say(t("paper.started", { count: result.value.count, figure: formats.count(result.value.count) }));
      } else {
        sayError(result.error);
      }
    },
    sheets: async (): Promise<SheetFile | null> => {
      const part = range && sheetRangeOf(range);
      if (part === null) {
        return null;
      }
      setReading(true);
      const rows = await readCoupons({ batchId: batch.id, skip: part.from - 1, most: part.count });
      setReading(false);
      if (rows === null) {
        return null;
      }
      if (part.next !== null) {
        setFrom(String(part.next));
      }
      return {
        name: `${batch.name} ${String(part.from)}-${String(part.from + rows.length - 1)}`,
        coupons: rows.map((row) => onSheet(row, formats)),
        goesOn: part.next === null ? null : t("paper.sheetsGoOn", { next: formats.count(part.next) }),
      };
    },
  };
};

const onSheet = (row: CouponRowView, formats: Formats): SheetCoupon => ({
  gift: couponGiftText(row, formats),
  until: row.validUntil === null ? null : civilDateText(row.validUntil, formats),
  grouped: row.grouped,
  bars: row.code,
  qr: row.code,
});

export const BatchPaper = ({ batch }: { readonly batch: CouponBatchView }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const update = useGranted("coupon:update");
  const paper = usePaper(batch);
  const { fields, range } = paper;
  const count = range === null ? 0 : range.to - range.from + 1;
  return (
    <>
      <div className="coupons-keys coupons-range">
        <DraftText
          label={t("paper.from")}
          testId="coupons-print-from"
          value={fields.from}
          onChange={fields.setFrom}
        />
        <DraftText
          label={t("paper.to")}
          testId="coupons-print-to"
          value={fields.to}
          onChange={fields.setTo}
        />
        <Key
          label={t("paper.slips", { count, figure: formats.count(count) })}
          {...update}
          disabled={update.disabled === true || range === null}
          testId="coupons-print-range"
          onPress={() => void paper.print()}
        />
      </div>
      {range === null ? (
        <p className="dialog-problem" role="alert">
          {t("paper.noRange", { size: formats.count(batch.size) })}
        </p>
      ) : null}
      <Printing batch={batch} />
      <SheetKeys disabled={paper.isReading || range === null} read={paper.sheets} />
    </>
  );
};
