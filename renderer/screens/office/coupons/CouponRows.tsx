/** Owns the codes of a batch, or the single coupons: found by a part of the code, a page at a time, one opened below. */
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CouponRowView } from "../../../../contracts/ipc/coupons.ts";
import { sayError } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import type { Translate } from "../../../texts/i18n.ts";
import { useFormats } from "../../../formatting/store-formats.ts";
import { couponStateText, endedItselfText } from "../../../texts/coupon-text.ts";
import { call } from "../../../transport/link.ts";
import { CouponDetail } from "./CouponDetail.tsx";

const PAGE = 50;

const ownerText = ({ customerName, isPersonal }: CouponRowView, t: Translate): string | null =>
  customerName === null
    ? isPersonal
      ? t("coupons.forSomebody")
      : null
    : t("coupons.forOne", { name: customerName });

export const channelText = ({ channel }: CouponRowView, t: Translate): string =>
  channel === null ? t("coupons.notHandedOut") : t(`coupons.channel_${channel}`);

const useRows = (batchId: number | null, text: string) => {
  const [rows, setRows] = useState<readonly CouponRowView[]>([]);
  const [nextAfter, setNextAfter] = useState<string | null>(null);
  const read = useCallback(
    async (before: readonly CouponRowView[], after: string): Promise<void> => {
      const result = await call("coupon.list", { batchId, text, after, limit: PAGE });
      if (!result.ok) {
        sayError(result.error);
        return;
      }
      setRows([...before, ...result.value.coupons]);
      setNextAfter(result.value.nextAfter);
    },
    [batchId, text],
  );
  useEffect(() => void read([], ""), [read]);
  return {
    rows,
    hasMore: nextAfter !== null,
    readMore: () => void read(rows, nextAfter ?? ""),
    readAgain: () => void read([], ""),
  };
};

export const CouponRows = ({
  batchId,
  onChanged,
}: {
  readonly batchId: number | null;
  readonly onChanged: () => void;
}) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const { rows, hasMore, readMore, readAgain } = useRows(batchId, text);
  const open = rows.find(({ code }) => code === chosen);
  return (
    <>
      <label className="coupons-search">
        <span className="tw-soft">{t("coupons.search")}</span>
        <input
          className="tw-field"
          data-testid="coupons-search"
          maxLength={40}
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <ul className="coupons-rows scroll" tabIndex={0} aria-label={t("office.coupons")}>
        {rows.map((row) => (
          <li key={row.code}>
            <Key
              className="coupons-row"
              testId="coupon-row"
              pressed={row.code === chosen}
              label={
                <>
                  <b className="coupons-code">{row.grouped}</b>
                  <small>
                    {[
                      couponStateText(row, t),
                      endedItselfText(row, { t, formats }),
                      channelText(row, t),
                      ownerText(row, t),
                    ]
                      .filter((part) => part !== null)
                      .join(" · ")}
                  </small>
                </>
              }
              onPress={() => setChosen(row.code === chosen ? null : row.code)}
            />
          </li>
        ))}
      </ul>
      {hasMore ? <Key label={t("coupons.more")} onPress={readMore} /> : null}
      {open === undefined ? null : (
        <CouponDetail
          key={open.code}
          coupon={open}
          onChanged={() => {
            readAgain();
            onChanged();
          }}
        />
      )}
    </>
  );
};
