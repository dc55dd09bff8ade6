/** Owns the shop's rules for customers on screen: which cards it knows, and the words that ask for consent. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CustomerRulesView } from "../../../../contracts/ipc/customers.ts";
import type { CardFormat, CheckDigitRule } from "../../../../domain/customer/card-format.ts";
import { CONSENT_CHANNELS, type ConsentChannel } from "../../../../domain/customer/consent.ts";
import { PROGRAM_TEXTS } from "../../../../domain/customer/program-wording.ts";
import { LONGEST_CONSENT_TEXT } from "../../../../domain/customer/consent-wording.ts";
import { errorSentence, sayError } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { digitsOf, RowField } from "../../../controls/RowField.tsx";
import { LabelledField } from "../../../controls/LabelledField.tsx";
import { useGranted } from "../../../controls/use-granted.ts";
import { useFormats } from "../../../formatting/store-formats.ts";
import { say } from "../../../stores/screen-store.ts";
import { call } from "../../../transport/link.ts";

const CHECK_DIGITS: readonly CheckDigitRule[] = ["gtin", "luhn", "none"];
const NEW_FORMAT: CardFormat = { program: "", own: true, prefix: "", length: 13, checkDigit: "gtin" };

interface FormatRowProps {
  readonly format: CardFormat;
  readonly onChange: (changed: Partial<CardFormat>) => void;
  readonly onRemove: () => void;
}

const FormatRow = ({ format, onChange, onRemove }: FormatRowProps) => {
  const { t } = useTranslation();
  return (
    <li className="field-row" data-testid="card-format">
      <RowField
        label={t("customer.rules.program")}
        maxLength={60}
        disabled={format.own}
        placeholder={format.own ? t("customer.rules.ours") : undefined}
        value={format.own ? "" : format.program}
        onChange={(program) => onChange({ program })}
      />
      <RowField
        label={t("customer.rules.prefix")}
        inputMode="numeric"
        maxLength={12}
        value={format.prefix}
        onChange={(text) => onChange({ prefix: text.trim() })}
      />
      <RowField
        label={t("customer.rules.length")}
        inputMode="numeric"
        maxLength={2}
        value={format.length === 0 ? "" : format.length}
        onChange={(text) => onChange({ length: digitsOf(text) })}
      />
      <label className="field-choice">
        <span className="tw-soft">{t("customer.rules.checkDigit")}</span>
        <select
          className="tw-field"
          value={format.checkDigit}
          onChange={(event) => onChange({ checkDigit: event.currentTarget.value as CheckDigitRule })}
        >
          {CHECK_DIGITS.map((rule) => (
            <option key={rule} value={rule}>
              {t(`customer.rules.check_${rule}`)}
            </option>
          ))}
        </select>
      </label>
      <Key
        label={t("customer.rules.ours")}
        pressed={format.own}
        onPress={() => onChange({ own: !format.own })}
      />
      <Key label="×" ariaLabel={t("customer.rules.remove")} onPress={onRemove} />
    </li>
  );
};

interface RulesFormProps {
  readonly rules: CustomerRulesView;
  readonly onSaved: (rules: CustomerRulesView) => void;
}

const useRulesDraft = ({ rules, onSaved }: RulesFormProps) => {
  const { t, i18n } = useTranslation();
  const [formats, setFormats] = useState(rules.cardFormats);
  const [texts, setTexts] = useState<Readonly<Record<ConsentChannel, string>>>(
    () => rules.consentTexts ?? PROGRAM_TEXTS[i18n.language as keyof typeof PROGRAM_TEXTS],
  );
  const [isReworded, setReworded] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    const result = await call("customer.setRules", {
      cardFormats: [...formats],
      consentTexts: isReworded ? texts : null,
    });
    setProblem(result.ok ? null : errorSentence(result.error));
    if (result.ok) {
      setReworded(false);
      say(t("customer.rules.saved"));
      onSaved(result.value);
    }
  };
  const reword = (channel: ConsentChannel, text: string): void => {
    setReworded(true);
    setTexts((before) => ({ ...before, [channel]: text }));
  };
  return { formats, setFormats, texts, reword, problem, save };
};

const RulesForm = (props: RulesFormProps) => {
  const { t } = useTranslation();
  const dates = useFormats();
  const configure = useGranted("store:configure");
  const { formats, setFormats, texts, reword, problem, save } = useRulesDraft(props);
  const inUse = props.rules.consentVersions.at(-1);
  return (
    <div className="office-form">
      <h2 className="tw-heading">{t("customer.rules.cards")}</h2>
      <p className="tw-soft">{t("customer.rules.cardsHint")}</p>
      <ul className="field-rows">
        {formats.map((format, at) => (
          <FormatRow
            // A format has nothing else that tells it apart while it is typed.
            key={String(at)}
            format={format}
            onChange={(changed) =>
              setFormats(formats.map((other, place) => (place === at ? { ...other, ...changed } : other)))
            }
            onRemove={() => setFormats(formats.filter((_, place) => place !== at))}
          />
        ))}
      </ul>
      <Key
        label={t("customer.rules.add")}
        testId="card-format-add"
        onPress={() => setFormats([...formats, NEW_FORMAT])}
      />
      <h2 className="tw-heading">{t("customer.rules.consent")}</h2>
      <p className="tw-soft" data-testid="consent-version">
        {inUse === undefined
          ? t("customer.rules.programWords")
          : t("customer.rules.inUse", { version: inUse.version, date: dates.date(inUse.sinceMs) })}
      </p>
      {CONSENT_CHANNELS.map((channel) => (
        <LabelledField
          key={channel}
          label={t(`customer.consent.channel.${channel}`)}
          testId={`consent-text-${channel}`}
          maxLength={LONGEST_CONSENT_TEXT}
          value={texts[channel]}
          onChange={(text) => reword(channel, text)}
          onEnter={() => void save()}
        />
      ))}
      <p className="dialog-problem" role="alert">
        {problem}
      </p>
      <Key
        look="main"
        label={t("customer.rules.save")}
        {...configure}
        testId="customer-rules-save"
        onPress={() => void save()}
      />
    </div>
  );
};

export const CustomerRulesSection = () => {
  const [rules, setRules] = useState<CustomerRulesView | null>(null);
  useEffect(() => {
    void call("customer.rules", {}).then((result) => {
      if (result.ok) {
        setRules(result.value);
      } else {
        sayError(result.error);
      }
    });
  }, []);
  return rules === null ? <p aria-busy /> : <RulesForm rules={rules} onSaved={setRules} />;
};
