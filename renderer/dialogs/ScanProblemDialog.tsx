/**
 * Owns the message for a code that could not be added. It stays over everything until Escape, Enter or its key closes
 * it, also while more is scanned; several codes that failed one after the other are all listed, each with
 * the scanner that it came from where there are several.
 */
import { useTranslation } from "react-i18next";
import type { ScannerView } from "../../contracts/ipc/serial-devices.ts";
import { errorSentence } from "../commands/say-error.ts";
import { Key } from "../controls/Key.tsx";
import { useScreen } from "../stores/screen-store.ts";
import { useTill } from "../stores/till-store.ts";
import { scanSourceText } from "../texts/scan-source-text.ts";
import { DialogFrame } from "./DialogFrame.tsx";

const NO_SCANNERS: readonly ScannerView[] = [];

const close = (): void => useScreen.setState({ scanProblems: [] });

export const ScanProblemDialog = () => {
  const { t } = useTranslation();
  const problems = useScreen((state) => state.scanProblems);
  const scanners = useTill((state) => state.devices?.scanners ?? NO_SCANNERS);
  if (problems.length === 0) {
    return null;
  }
  return (
    <DialogFrame title={t("scanProblem.title")} onClose={close} size={520}>
      <div role="alert" data-testid="scan-problem" className="dialog-body scroll dialog-scroll">
        {problems.map(({ code, source, error }, index) => (
          <div key={`${code}-${String(index)}`} className="dialog-body">
            <div className="scan-problem-code">{code}</div>
            <p>{errorSentence(error)}</p>
            {scanners.length === 0 ? null : (
              <p className="tw-soft" data-testid="scan-source">
                {t("serial.from", { source: scanSourceText(source, scanners, t) })}
              </p>
            )}
          </div>
        ))}
        <p className="tw-soft">{t("scanProblem.hint")}</p>
      </div>
      <Key tall look="main" label={t("scanProblem.close")} hint="Enter" first onPress={close} />
    </DialogFrame>
  );
};
