/** Owns one coupon: its uses, a value and an end of its own, taking it out of use, handing it out, printing it. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CouponRowView, CouponUseView } from "../../../../contracts/ipc/coupons.ts";
import type { CustomerSummary } from "../../../../contracts/ipc/customers.ts";
import { COUPON_CHANNELS, type CouponChannel } from "../../../../domain/coupons/coupon-channel.ts";
import { sayError } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { QrCode } from "../../../controls/QrCode.tsx";
import { useGranted } from "../../../controls/use-granted.ts";
import { useFormats } from "../../../formatting/store-formats.ts";
import { say } from "../../../stores/screen-store.ts";
import { couponGiftText, couponStateText, endedItselfText } from "../../../texts/coupon-text.ts";
import { call } from "../../../transport/link.ts";
import { CustomerPicker } from "../CustomerPicker.tsx";

interface DetailProps {
  readonly coupon: CouponRowView;
  readonly onChanged: () => void;
}

const Uses = ({ code }: { readonly code: string }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const [uses, setUses] = useState<readonly CouponUseView[]>([]);
  useEffect(() => {
    void call("coupon.uses", { code }).then((result) => setUses(result.ok ? result.value : []));
  }, [code]);
  if (uses.length === 0) {
    return <p className="tw-soft">{t("coupons.noUses")}</p>;
  }
  return (
    <table className="office-table">
      <tbody>
        {uses.map((use) => (
          <tr key={use.receiptNumber}>
            <td>{use.receiptNumber}</td>
            <td>{formats.dateTime(use.atMs)}</td>
            <td className="tw-number">{formats.money(use.amountMinor)}</td>
            <td>{use.givenBack ? t("coupons.givenBack") : ""}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** Who may use it and how often, how far it is used, and when it ended itself or whether it will. */
const Facts = ({ coupon }: { readonly coupon: CouponRowView }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const { usageLimit, uses } = coupon;
  const ended = endedItselfText(coupon, { t, formats });
  const used =
    usageLimit === null
      ? null
      : t("coupons.usedOf", { uses: formats.count(uses), limit: formats.count(usageLimit) });
  return (
    <>
      <span className="tw-soft">
        {[t(`coupons.type_${coupon.type}`), couponStateText(coupon, t), used]
          .filter((part) => part !== null)
          .join(" · ")}
      </span>
      {usageLimit === null ? null : (
        <span className="tw-soft" data-testid="coupon-ending">
          {ended ?? t(coupon.autoDeactivate ? "coupons.willEnd" : "coupons.willStay")}
        </span>
      )}
    </>
  );
};

const useActions = ({ coupon, onChanged }: DetailProps) => {
  const { t } = useTranslation();
  const { code } = coupon;
  return {
    change: async (change: {
      readonly blocked?: boolean;
      readonly customDiscountValue?: string | null;
      readonly validUntil?: string | null;
    }): Promise<void> => {
      const result = await call("coupon.update", { code, ...change });
      if (!result.ok) {
        sayError(result.error);
        return;
      }
      say(t("coupons.saved"));
      onChanged();
    },
    remove: async (): Promise<void> => {
      const result = await call("coupon.delete", { code });
      if (!result.ok) {
        sayError(result.error);
        return;
      }
      say(t("coupons.removed", { code }));
      onChanged();
    },
    print: async (): Promise<void> => {
      const result = await call("coupon.print", { codes: [code] });
      if (result.ok) {
        say(t("coupons.printed", { count: result.value.count }));
      } else {
        sayError(result.error);
      }
    },
  };
};

const OwnTerms = ({
  coupon,
  save,
}: {
  readonly coupon: CouponRowView;
  readonly save: (change: {
    readonly customDiscountValue: string | null;
    readonly validUntil: string | null;
  }) => void;
}) => {
  const { t } = useTranslation();
  const update = useGranted("coupon:update");
  const [value, setValue] = useState(coupon.customDiscountValue ?? "");
  const [until, setUntil] = useState(coupon.validUntil ?? "");
  return (
    <div className="coupons-keys">
      {coupon.campaign === null ? (
        <label className="coupons-search">
          <span className="tw-soft">{t("coupons.ownValue")}</span>
          <input
            className="tw-field"
            data-testid="coupon-value"
            inputMode="decimal"
            maxLength={13}
            value={value}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
        </label>
      ) : null}
      <label className="coupons-search">
        <span className="tw-soft">{t("coupons.until")}</span>
        <input
          className="tw-field"
          type="date"
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
      </label>
      <Key
        label={t("coupons.save")}
        {...update}
        testId="coupon-save"
        onPress={() =>
          save({ customDiscountValue: value.trim().replace(",", ".") || null, validUntil: until || null })
        }
      />
    </div>
  );
};

/** How it goes out, and to whom where that is known. */
const HandOut = ({ coupon, onChanged }: DetailProps) => {
  const { t } = useTranslation();
  const update = useGranted("coupon:update");
  const [channel, setChannel] = useState<CouponChannel>(coupon.channel ?? "MANUAL");
  const { code } = coupon;
  const note = async (): Promise<void> => {
    const result = await call("coupon.distribute", { code, channel });
    if (!result.ok) {
      sayError(result.error);
      return;
    }
    say(t("coupons.handedOut", { count: result.value.count }));
    onChanged();
  };
  const give = async ({ customerRef, name }: CustomerSummary): Promise<void> => {
    const result = await call("coupon.give", { code, customerRef, channel });
    if (!result.ok) {
      sayError(result.error);
      return;
    }
    say(t("participation.given", { code: coupon.grouped, name: name ?? t("segments.unnamed") }));
    onChanged();
  };
  const isGood = coupon.state === "unused" || coupon.state === "used";
  return (
    <>
      <span className="tw-soft">{t("coupons.handOut")}</span>
      <div className="coupons-keys">
        {COUPON_CHANNELS.map((one) => (
          <Key
            key={one}
            label={t(`coupons.channel_${one}`)}
            pressed={channel === one}
            onPress={() => setChannel(one)}
          />
        ))}
        <Key
          label={t("participation.noteOut")}
          {...update}
          testId="coupon-hand-out"
          onPress={() => void note()}
        />
      </div>
      {isGood ? (
        <>
          <h3 className="tw-soft">{t("participation.give")}</h3>
          <CustomerPicker
            testId="coupon-give"
            {...update}
            hint={update.hint ?? t("participation.giveGo")}
            onPick={(customer) => void give(customer)}
          />
        </>
      ) : null}
    </>
  );
};

export const CouponDetail = (props: DetailProps) => {
  const { coupon } = props;
  const { t } = useTranslation();
  const formats = useFormats();
  const update = useGranted("coupon:update");
  const remove = useGranted("coupon:delete");
  const act = useActions(props);
  const isBlocked = coupon.state === "blocked";
  return (
    <section className="coupons-detail" aria-label={coupon.grouped}>
      <div className="coupons-keys">
        <QrCode value={coupon.code} label={coupon.grouped} sizePx={120} />
        <div className="coupons-what">
          <b>{couponGiftText(coupon, formats)}</b>
          <span className="tw-soft tw-selectable">{coupon.grouped}</span>
          <Facts coupon={coupon} />
        </div>
      </div>
      <OwnTerms coupon={coupon} save={(change) => void act.change(change)} />
      <div className="coupons-keys">
        <Key
          label={t(isBlocked ? "coupons.unblock" : "coupons.block")}
          {...update}
          testId="coupon-block"
          onPress={() => void act.change({ blocked: !isBlocked })}
        />
        <Key label={t("coupons.print")} {...update} onPress={() => void act.print()} />
        <Key look="danger" label={t("coupons.remove")} {...remove} onPress={() => void act.remove()} />
      </div>
      <HandOut {...props} />
      <h3 className="tw-soft">{t("coupons.uses")}</h3>
      <Uses code={coupon.code} />
    </section>
  );
};
