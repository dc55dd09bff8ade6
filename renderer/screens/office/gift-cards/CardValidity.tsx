/** Owns the shop's rule of how long money on gift cards and credits is good. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { sayError } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { useGranted } from "../../../controls/use-granted.ts";
import { say } from "../../../stores/screen-store.ts";
import { call } from "../../../transport/link.ts";

const CHOICES = [6, 12, 24, 36, 60] as const;

export const CardValidity = () => {
  const { t } = useTranslation();
  const configure = useGranted("store:configure");
  const [months, setMonths] = useState<number | null>(null);
  useEffect(() => {
    void call("giftCard.rules", {}).then((result) => setMonths(result.ok ? result.value.validMonths : null));
  }, []);
  const set = async (validMonths: number): Promise<void> => {
    const result = await call("giftCard.setRules", { validMonths });
    if (result.ok) {
      setMonths(result.value.validMonths);
      say(t("giftCard.valid.saved"));
    } else {
      sayError(result.error);
    }
  };
  if (months === null) {
    return null;
  }
  const shown = (CHOICES as readonly number[]).includes(months) ? CHOICES : [months, ...CHOICES];
  return (
    <section>
      <p className="tw-soft">{t("giftCard.valid.hint")}</p>
      <div className="gift-card-months">
        {shown.map((choice) => (
          <Key
            key={choice}
            label={t("giftCard.valid.months", { count: choice })}
            {...configure}
            pressed={months === choice}
            testId={`valid-${String(choice)}`}
            onPress={() => void set(choice)}
          />
        ))}
      </div>
    </section>
  );
};
