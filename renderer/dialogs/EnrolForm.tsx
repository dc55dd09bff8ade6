/**
 * Owns making somebody a customer in under ten seconds: name, phone or email, a card if there is one, and a yes or no per
 * channel. When somebody is known by this phone or email, they are offered first.
 */
import { useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CustomerSummary } from "../../contracts/ipc/customers.ts";
import type { Consents } from "../../domain/customer/consent.ts";
import { readReferralCode } from "../../domain/referral/referral-code.ts";
import { enrolCustomer } from "../commands/customer-actions.ts";
import { takeScans } from "../commands/handle-scan.ts";
import { errorSentence } from "../commands/say-error.ts";
import { Key } from "../controls/Key.tsx";
import { LabelledField } from "../controls/LabelledField.tsx";
import { ConsentBoxes } from "../screens/customers/ConsentBoxes.tsx";
import { CustomerRow } from "../screens/customers/CustomerRow.tsx";
import { closeDialog, goTo } from "../stores/screen-store.ts";

export interface EnrolStart {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly cardNumber: string;
  readonly referralCode: string;
}

interface EnrolFormProps {
  readonly start: EnrolStart;
  /** The open basket is theirs; else their page opens. */
  readonly attach: boolean;
  readonly onKnown: (customer: CustomerSummary) => void;
}

const isFriendsCode = (code: string): boolean => readReferralCode(code).kind !== "other";

const NOTHING_AGREED: Consents = { marketing: false, sms: false, email: false };

const textOrNull = (text: string): string | null => (text.trim() === "" ? null : text.trim());

const Known = ({
  customers,
  onPick,
}: {
  readonly customers: readonly CustomerSummary[];
  readonly onPick: (customer: CustomerSummary) => void;
}) => {
  const { t } = useTranslation();
  return (
    <ul className="customer-rows" aria-label={t("customer.found")}>
      {customers.map((customer) => (
        <CustomerRow key={customer.customerRef} customer={customer} chosen={false} onPick={onPick} />
      ))}
    </ul>
  );
};

const useEnrolment = ({ start, attach }: Pick<EnrolFormProps, "start" | "attach">) => {
  const [form, setForm] = useState(start);
  const [consents, setConsents] = useState(NOTHING_AGREED);
  const [problem, setProblem] = useState<string | null>(null);
  const [known, setKnown] = useState<readonly CustomerSummary[]>([]);
  const asking = useRef(false);
  const change = (changed: Partial<EnrolStart>): void => {
    setForm((before) => ({ ...before, ...changed }));
    setKnown([]);
  };
  useLayoutEffect(
    () =>
      takeScans(async (code) => change(isFriendsCode(code) ? { referralCode: code } : { cardNumber: code })),
    [],
  );
  const enrol = async (): Promise<void> => {
    if (asking.current) {
      return;
    }
    asking.current = true;
    const result = await enrolCustomer({
      details: { name: textOrNull(form.name), phone: textOrNull(form.phone), email: textOrNull(form.email) },
      consents,
      cardNumber: textOrNull(form.cardNumber),
      referralCode: textOrNull(form.referralCode),
      evenIfKnown: known.length > 0,
      attach,
    });
    asking.current = false;
    if (result.ok) {
      closeDialog();
      if (!attach) {
        goTo({ name: "customer", customerRef: result.value.customerRef });
      }
      return;
    }
    setProblem(errorSentence(result.error));
    setKnown(result.error.type === "MaybeKnown" ? result.error.customers : []);
  };
  return { form, change, consents, setConsents, problem, known, enrol };
};

export const EnrolForm = ({ onKnown, ...started }: EnrolFormProps) => {
  const { t } = useTranslation();
  const { form, change, consents, setConsents, problem, known, enrol } = useEnrolment(started);
  const field = (name: keyof EnrolStart) => ({
    value: form[name],
    testId: `enrol-${name}`,
    onChange: (value: string) => change({ [name]: value }),
    onEnter: () => void enrol(),
  });
  return (
    <>
      <div className="customer-form">
        <LabelledField first label={t("customer.name")} maxLength={120} {...field("name")} />
        <LabelledField type="tel" label={t("customer.phone")} maxLength={40} {...field("phone")} />
        <LabelledField type="email" label={t("customer.email")} maxLength={200} {...field("email")} />
        <LabelledField label={t("customer.cardOptional")} maxLength={40} {...field("cardNumber")} />
        <LabelledField label={t("referral.enrolCode")} maxLength={64} {...field("referralCode")} />
      </div>
      <ConsentBoxes consents={consents} onChange={setConsents} />
      <p className="dialog-problem" role="alert">
        {problem}
      </p>
      <Known customers={known} onPick={onKnown} />
      <div className="dialog-keys">
        <Key tall label={t("dialog.close")} hint="Esc" onPress={closeDialog} />
        <Key
          tall
          look="main"
          label={t(known.length > 0 ? "customer.enrolAnyway" : "customer.enrol")}
          hint="Enter"
          testId="enrol-go"
          onPress={() => void enrol()}
        />
      </div>
    </>
  );
};
