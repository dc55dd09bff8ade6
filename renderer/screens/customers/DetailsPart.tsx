/** Owns the form of what a customer told and agreed to. Nothing changes before it is saved; main says what is wrong. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CustomerView } from "../../../contracts/ipc/customers.ts";
import { GENDERS } from "../../../domain/customer/customer.ts";
import { errorSentence } from "../../commands/say-error.ts";
import { Key } from "../../controls/Key.tsx";
import { LabelledField } from "../../controls/LabelledField.tsx";
import { useGranted } from "../../controls/use-granted.ts";
import { say } from "../../stores/screen-store.ts";
import { call } from "../../transport/link.ts";
import { ConsentBoxes } from "./ConsentBoxes.tsx";

const TEXTS = [
  ["name", 120, "text"],
  ["phone", 40, "tel"],
  ["email", 200, "email"],
  ["dateOfBirth", 10, "date"],
  ["nationalId", 30, "text"],
  ["invoiceName", 200, "text"],
  ["invoiceAddress", 400, "text"],
  ["taxOffice", 100, "text"],
  ["taxId", 30, "text"],
] as const;

type TextName = (typeof TEXTS)[number][0];

/** "language: tr, size: M" as a person types it. */
const preferencesText = (preferences: CustomerView["preferences"]): string =>
  Object.entries(preferences)
    .map(([name, value]) => `${name}: ${value}`)
    .join(", ");

const readPreferences = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .split(",")
      .map((part) => part.split(":").map((word) => word.trim()))
      .flatMap(([name = "", ...value]) => (name === "" ? [] : [[name, value.join(":")]])),
  );

const formOf = (customer: CustomerView) => ({
  texts: Object.fromEntries(TEXTS.map(([name]) => [name, customer[name] ?? ""])) as Record<TextName, string>,
  gender: customer.gender,
  tags: customer.tags.join(", "),
  preferences: preferencesText(customer.preferences),
  consents: customer.consents,
});

type Form = ReturnType<typeof formOf>;

const toChange = ({ texts, gender, tags, preferences, consents }: Form, customerRef: string) => {
  const said = (name: TextName): string | null => (texts[name].trim() === "" ? null : texts[name].trim());
  return {
    customerRef,
    consents,
    details: {
      name: said("name"),
      phone: said("phone"),
      email: said("email"),
      dateOfBirth: said("dateOfBirth"),
      gender,
      nationalId: said("nationalId"),
      invoiceName: said("invoiceName"),
      invoiceAddress: said("invoiceAddress"),
      taxOffice: said("taxOffice"),
      taxId: said("taxId"),
      preferences: readPreferences(preferences),
      tags: tags
        .split(",")
        .map((tag) => tag.trim())
        .filter((tag) => tag !== ""),
    },
  };
};

interface DetailsPartProps {
  readonly customer: CustomerView;
  readonly onChanged: (customer: CustomerView) => void;
}

interface OtherFieldsProps {
  readonly form: Form;
  readonly onChange: (changed: Partial<Form>) => void;
  readonly onEnter: () => void;
}

const OtherFields = ({ form, onChange, onEnter }: OtherFieldsProps) => {
  const { t } = useTranslation();
  return (
    <>
      <label className="labelled-field">
        <span className="tw-soft">{t("customer.gender")}</span>
        <select
          className="tw-field"
          value={form.gender ?? ""}
          onChange={(event) =>
            onChange({ gender: GENDERS.find((gender) => gender === event.currentTarget.value) ?? null })
          }
        >
          <option value="">{t("customer.notSaid")}</option>
          {GENDERS.map((gender) => (
            <option key={gender} value={gender}>
              {t(`customer.genders.${gender}`)}
            </option>
          ))}
        </select>
      </label>
      <LabelledField
        label={t("customer.tags")}
        maxLength={400}
        value={form.tags}
        onChange={(tags) => onChange({ tags })}
        onEnter={onEnter}
      />
      <LabelledField
        label={t("customer.preferences")}
        maxLength={600}
        value={form.preferences}
        onChange={(preferences) => onChange({ preferences })}
        onEnter={onEnter}
      />
    </>
  );
};

export const DetailsPart = ({ customer, onChanged }: DetailsPartProps) => {
  const { t } = useTranslation();
  const update = useGranted("customer:update");
  const [form, setForm] = useState(() => formOf(customer));
  const [problem, setProblem] = useState<string | null>(null);
  const change = (changed: Partial<Form>): void => setForm((before) => ({ ...before, ...changed }));
  const save = async (): Promise<void> => {
    const result = await call("customer.update", toChange(form, customer.customerRef));
    setProblem(result.ok ? null : errorSentence(result.error));
    if (result.ok) {
      say(t("customer.saved"));
      setForm(formOf(result.value));
      onChanged(result.value);
    }
  };
  return (
    <section className="customer-card tw-card" aria-label={t("customer.details")}>
      <h2 className="tw-heading">{t("customer.details")}</h2>
      <div className="customer-form">
        {TEXTS.map(([name, maxLength, type]) => (
          <LabelledField
            key={name}
            label={t(`customer.${name}`)}
            testId={`customer-${name}`}
            type={type}
            maxLength={maxLength}
            value={form.texts[name]}
            onChange={(value) => change({ texts: { ...form.texts, [name]: value } })}
            onEnter={() => void save()}
          />
        ))}
        <OtherFields form={form} onChange={change} onEnter={() => void save()} />
      </div>
      <ConsentBoxes consents={form.consents} onChange={(consents) => change({ consents })} />
      <p className="dialog-problem" role="alert">
        {problem}
      </p>
      <Key
        tall
        look="main"
        label={t("dialog.save")}
        {...update}
        testId="customer-save"
        onPress={() => void save()}
      />
    </section>
  );
};
