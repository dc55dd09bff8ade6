/** Owns the settings of one scanner, of the scale and of the customer display: line, framing, beeps, protocol, letters. */
import { useTranslation } from "react-i18next";
import {
  DISPLAY_CODE_PAGES,
  DISPLAY_PROTOCOLS,
  SCALE_PROTOCOLS,
  type DisplayConfig,
  type KeyboardFraming,
  type ScaleConfig,
  type ScannerConfig,
} from "../../../contracts/ipc/serial-devices.ts";
import { Key } from "../../controls/Key.tsx";
import { Choice, Labelled } from "./Choice.tsx";

const BAUD_RATES: readonly ScannerConfig["baudRate"][] = [
  1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200,
];
const LINES = [
  { dataBits: 8, parity: "none", label: "8N1" },
  { dataBits: 7, parity: "even", label: "7E1" },
  { dataBits: 7, parity: "odd", label: "7O1" },
  { dataBits: 8, parity: "even", label: "8E1" },
] as const;

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly maxLength: number;
  readonly onChange: (value: string) => void;
}

const TextField = ({ label, value, maxLength, onChange }: TextFieldProps) => (
  <Labelled label={label}>
    <input
      className="tw-field"
      autoComplete="off"
      maxLength={maxLength}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  </Labelled>
);

const LineFields = <C extends ScannerConfig | ScaleConfig | DisplayConfig>({
  config,
  onChange,
}: {
  readonly config: C;
  readonly onChange: (config: C) => void;
}) => {
  const { t } = useTranslation();
  const line = LINES.findIndex(
    ({ dataBits, parity }) => dataBits === config.dataBits && parity === config.parity,
  );
  return (
    <>
      <TextField
        label={t("serial.name")}
        maxLength={60}
        value={config.name}
        onChange={(name) => onChange({ ...config, name })}
      />
      <Labelled label={t("serial.baudRate")}>
        <select
          className="tw-field"
          value={config.baudRate}
          onChange={(event) => onChange({ ...config, baudRate: Number(event.currentTarget.value) })}
        >
          {BAUD_RATES.map((rate) => (
            <option key={rate}>{rate}</option>
          ))}
        </select>
      </Labelled>
      <Labelled label={t("serial.line")}>
        <select
          className="tw-field"
          value={line}
          onChange={(event) => {
            const { dataBits, parity } = LINES[Number(event.currentTarget.value)] ?? LINES[0];
            onChange({ ...config, dataBits, parity });
          }}
        >
          {LINES.map(({ label }, index) => (
            <option key={label} value={index}>
              {label}
            </option>
          ))}
        </select>
      </Labelled>
    </>
  );
};

interface FieldsProps<C> {
  readonly onChange: (config: C) => void;
  readonly onRemove: () => void;
}

export const ScannerFields = ({
  scanner,
  onChange,
  onRemove,
}: FieldsProps<ScannerConfig> & { readonly scanner: ScannerConfig }) => {
  const { t } = useTranslation();
  return (
    <fieldset className="serial-fields" data-testid="scanner-fields">
      <legend>
        <b>{scanner.name}</b> <span className="tw-soft">{scanner.device.path}</span>
      </legend>
      <LineFields config={scanner} onChange={onChange} />
      {(["prefix", "suffix", "goodBeep", "badBeep"] as const).map((field) => (
        <TextField
          key={field}
          label={t(`serial.${field}`)}
          maxLength={field === "prefix" || field === "suffix" ? 8 : 96}
          value={scanner[field]}
          onChange={(value) => onChange({ ...scanner, [field]: value })}
        />
      ))}
      <Key label={t("serial.remove")} onPress={onRemove} />
    </fieldset>
  );
};

export const ScaleFields = ({
  scale,
  onChange,
  onRemove,
}: FieldsProps<ScaleConfig> & { readonly scale: ScaleConfig }) => {
  const { t } = useTranslation();
  return (
    <fieldset className="serial-fields" data-testid="scale-fields">
      <legend>
        <b>{scale.name}</b> <span className="tw-soft">{scale.device.path}</span>
      </legend>
      <LineFields config={scale} onChange={onChange} />
      <Choice
        label={t("serial.protocol")}
        options={SCALE_PROTOCOLS}
        value={scale.protocol}
        textOf={(protocol) => t(`serial.protocol_${protocol}`)}
        onChange={(protocol) => onChange({ ...scale, protocol })}
      />
      <TextField
        label={t("serial.zeroBytes")}
        maxLength={96}
        value={scale.zero}
        onChange={(zero) => onChange({ ...scale, zero })}
      />
      <Key label={t("serial.remove")} onPress={onRemove} />
    </fieldset>
  );
};

export const KeyboardFields = ({
  keyboard,
  onChange,
}: Pick<FieldsProps<KeyboardFraming>, "onChange"> & { readonly keyboard: KeyboardFraming }) => {
  const { t } = useTranslation();
  return (
    <fieldset className="serial-fields" data-testid="keyboard-fields">
      <legend>
        <b>{t("serial.keyboard")}</b>
      </legend>
      <p className="tw-soft">{t("serial.keyboardHint")}</p>
      <TextField
        label={t("serial.keyboardPrefix")}
        maxLength={8}
        value={keyboard.prefix}
        onChange={(prefix) => onChange({ ...keyboard, prefix })}
      />
      <TextField
        label={t("serial.keyboardSuffix")}
        maxLength={8}
        value={keyboard.suffix}
        onChange={(suffix) => onChange({ ...keyboard, suffix })}
      />
    </fieldset>
  );
};

export const DisplayFields = ({
  display,
  onChange,
  onRemove,
}: FieldsProps<DisplayConfig> & { readonly display: DisplayConfig }) => {
  const { t } = useTranslation();
  return (
    <fieldset className="serial-fields" data-testid="display-fields">
      <legend>
        <b>{display.name}</b> <span className="tw-soft">{display.device.path}</span>
      </legend>
      <LineFields config={display} onChange={onChange} />
      <Choice
        label={t("serial.protocol")}
        options={DISPLAY_PROTOCOLS}
        value={display.protocol}
        textOf={(protocol) => t(`serial.display_${protocol}`)}
        onChange={(protocol) => onChange({ ...display, protocol })}
      />
      <Choice
        label={t("serial.codePage")}
        options={DISPLAY_CODE_PAGES}
        value={display.codePage}
        textOf={(page) => (page === "ASCII" ? t("serial.codePageNone") : page)}
        onChange={(codePage) => onChange({ ...display, codePage })}
      />
      {(["upper", "lower"] as const).map((row) => (
        <TextField
          key={row}
          label={t(`serial.welcome_${row}`)}
          maxLength={20}
          value={display.welcome[row]}
          onChange={(text) => onChange({ ...display, welcome: { ...display.welcome, [row]: text } })}
        />
      ))}
      <Key label={t("serial.remove")} onPress={onRemove} />
    </fieldset>
  );
};
