/** Owns the settings of one scanner and of the scale: line, framing, beeps, protocol. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import {
  SCALE_PROTOCOLS,
  type ScaleConfig,
  type ScannerConfig,
} from "../../../contracts/ipc/serial-devices.ts";
import { Key } from "../../controls/Key.tsx";

const BAUD_RATES: readonly ScannerConfig["baudRate"][] = [
  1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200,
];
const LINES = [
  { dataBits: 8, parity: "none", label: "8N1" },
  { dataBits: 7, parity: "even", label: "7E1" },
  { dataBits: 7, parity: "odd", label: "7O1" },
  { dataBits: 8, parity: "even", label: "8E1" },
] as const;

const Labelled = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <label>
    <span className="tw-soft">{label}</span>
    {children}
  </label>
);

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

const LineFields = <C extends ScannerConfig | ScaleConfig>({
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
      <Labelled label={t("serial.protocol")}>
        <select
          className="tw-field"
          value={scale.protocol}
          onChange={(event) =>
            onChange({ ...scale, protocol: event.currentTarget.value as ScaleConfig["protocol"] })
          }
        >
          {SCALE_PROTOCOLS.map((protocol) => (
            <option key={protocol} value={protocol}>
              {t(`serial.protocol_${protocol}`)}
            </option>
          ))}
        </select>
      </Labelled>
      <Key label={t("serial.remove")} onPress={onRemove} />
    </fieldset>
  );
};
