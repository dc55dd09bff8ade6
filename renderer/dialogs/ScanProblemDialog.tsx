/**
 * Owns the message for a code that could not be added. It stays over everything until Escape, Enter or its key closes
 * it, also while more is scanned; several codes that failed one after the other are all listed.
 */
import { useTranslation } from "react-i18next";
import { errorSentence } from "../commands/say-error.ts";
import { Key } from "../controls/Key.tsx";
import { useScreen } from "../stores/screen-store.ts";
import { DialogFrame } from "./DialogFrame.tsx";

const close = (): void => useScreen.setState({ scanProblems: [] });

export const ScanProblemDialog = () => {
  const { t } = useTranslation();
  const problems = useScreen((state) => state.scanProblems);
  if (problems.length === 0) {
    return null;
  }
  return (
    <DialogFrame title={t("scanProblem.title")} onClose={close} size={520}>
      <div role="alert" data-testid="scan-problem" className="dialog-body scroll dialog-scroll">
        {problems.map(({ code, error }, index) => (
          <div key={`${code}-${String(index)}`} className="dialog-body">
            <div className="scan-problem-code">{code}</div>
            <p>{errorSentence(error)}</p>
          </div>
        ))}
        <p className="tw-soft">{t("scanProblem.hint")}</p>
      </div>
      <Key tall look="main" label={t("scanProblem.close")} hint="Enter" first onPress={close} />
    </DialogFrame>
  );
};
