/** Owns the live state of the scanners, the scale and the customer display on ports, in the words of a person who stands beside them. */
import { useTranslation } from "react-i18next";
import type { DevicesView } from "../../../contracts/ipc/devices.ts";
import type { ScannerView } from "../../../contracts/ipc/serial-devices.ts";
import { useFormats } from "../../formatting/store-formats.ts";
import { useScreen } from "../../stores/screen-store.ts";
import { scanSourceText } from "../../texts/scan-source-text.ts";
import { ScalePanel } from "../../controls/ScalePanel.tsx";
import { Key } from "../../controls/Key.tsx";
import { useGranted } from "../../controls/use-granted.ts";

const ScannerLine = ({ scanner }: { readonly scanner: ScannerView }) => {
  const { t } = useTranslation();
  return (
    <li data-testid="scanner-state">
      <b>{scanner.name}</b>
      <span className={scanner.state === "open" ? "tw-soft" : "tw-bad"}>
        {t(`serial.state_${scanner.state}`)} {t("serial.scans", { count: scanner.scans })}
      </span>
      {scanner.problem === null ? null : (
        <span className="tw-bad">{t(`serial.problem_${scanner.problem}`)}</span>
      )}
    </li>
  );
};

const LastScanLine = ({ scanners }: { readonly scanners: readonly ScannerView[] }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const last = useScreen((state) => state.lastScan);
  return (
    <p className="tw-soft" data-testid="last-scan">
      {last === null
        ? t("serial.noScanYet")
        : t("serial.lastScan", {
            code: last.code,
            source: scanSourceText(last.source, scanners, t),
            time: formats.clock(last.atMs),
          })}
    </p>
  );
};

interface SerialCardProps {
  readonly devices: DevicesView;
  readonly isSettingUp: boolean;
  readonly onSetUp: (on: boolean) => void;
}

export const SerialCard = ({ devices, isSettingUp, onSetUp }: SerialCardProps) => {
  const { t } = useTranslation();
  const configure = useGranted("device:configure");
  const { scanners, scale, display } = devices;
  return (
    <section className="device tw-card">
      <h2>{t("serial.title")}</h2>
      <ul className="serial-states">
        {scanners.map((scanner) => (
          <ScannerLine key={scanner.id} scanner={scanner} />
        ))}
        {scale === null ? null : (
          <li data-testid="scale-state">
            <b>{scale.name}</b>
            <span className={scale.state === "open" && !scale.isSilent ? "tw-soft" : "tw-bad"}>
              {scale.isSilent ? t("serial.silent") : t(`serial.state_${scale.state}`)}
            </span>
          </li>
        )}
        {display === null ? null : (
          <li data-testid="display-state">
            <b>{display.name}</b>
            <span className={display.state === "open" ? "tw-soft" : "tw-bad"}>
              {t(`serial.state_${display.state}`)}
            </span>
          </li>
        )}
      </ul>
      {scale === null ? null : <ScalePanel stableText={t("serial.atRest")} />}
      <LastScanLine scanners={scanners} />
      {scanners.length === 0 && scale === null && display === null ? (
        <p className="tw-soft">{t("serial.none")}</p>
      ) : null}
      <Key
        label={t(isSettingUp ? "serial.toQueue" : "serial.setUp")}
        {...configure}
        pressed={isSettingUp}
        onPress={() => onSetUp(!isSettingUp)}
      />
    </section>
  );
};
