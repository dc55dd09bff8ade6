/** Owns picking a customer within a page of the back office: a field, and the first few that it finds as keys. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CustomerSummary } from "../../../contracts/ipc/customers.ts";
import { Key, type KeyProps } from "../../controls/Key.tsx";
import { LabelledField } from "../../controls/LabelledField.tsx";
import { call } from "../../transport/link.ts";

const MOST_SHOWN = 5;

interface CustomerPickerProps extends Pick<KeyProps, "disabled" | "hint"> {
  /** Of the field; the keys have it with "-pick". */
  readonly testId: string;
  readonly onPick: (customer: CustomerSummary) => void;
}

export const CustomerPicker = ({ testId, disabled, hint, onPick }: CustomerPickerProps) => {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [found, setFound] = useState<readonly CustomerSummary[]>([]);
  useEffect(() => {
    let isWanted = true;
    void call("customer.find", { text }).then((result) => {
      if (isWanted) {
        setFound(result.ok ? result.value.slice(0, MOST_SHOWN) : []);
      }
    });
    return () => {
      isWanted = false;
    };
  }, [text]);
  return (
    <>
      <LabelledField
        label={t("segments.find")}
        testId={testId}
        maxLength={200}
        value={text}
        onChange={setText}
      />
      <div className="coupons-keys">
        {found.map((customer) => (
          <Key
            key={customer.customerRef}
            label={
              <>
                {customer.name ?? t("segments.unnamed")}
                <small className="tw-soft"> {customer.maskedPhone}</small>
              </>
            }
            hint={hint}
            disabled={disabled}
            testId={`${testId}-pick`}
            onPress={() => {
              setText("");
              onPick(customer);
            }}
          />
        ))}
        {found.length === 0 && text !== "" ? <p className="tw-soft">{t("segments.nobody")}</p> : null}
      </div>
    </>
  );
};
