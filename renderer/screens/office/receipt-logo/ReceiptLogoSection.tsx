/** Owns the shop's picture on receipts: choosing a file, seeing it as it prints, and taking it off. */
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { LARGEST_LOGO_BYTES, type ReceiptLogoView } from "../../../../contracts/ipc/receipt-logo.ts";
import { errorSentence, sayError } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { say } from "../../../stores/screen-store.ts";
import { call } from "../../../transport/link.ts";
import "./receipt-logo.css";

const base64Of = async (file: File): Promise<string> => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
};

const useLogo = () => {
  const { t } = useTranslation();
  const [logo, setLogo] = useState<ReceiptLogoView | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    void call("receiptLogo.get", {}).then((result) =>
      result.ok ? setLogo(result.value) : sayError(result.error),
    );
  }, []);
  const choose = async (file: File): Promise<void> => {
    if (file.size > LARGEST_LOGO_BYTES) {
      setProblem(t("receiptLogo.tooLarge"));
      return;
    }
    const result = await call("receiptLogo.set", { file: await base64Of(file) });
    if (result.ok) {
      setLogo(result.value);
      setProblem(null);
      say(t("receiptLogo.saved"));
    } else {
      setProblem(errorSentence(result.error));
    }
  };
  const remove = async (): Promise<void> => {
    const result = await call("receiptLogo.remove", {});
    if (result.ok) {
      setLogo(result.value);
      setProblem(null);
      say(t("receiptLogo.removed"));
    } else {
      sayError(result.error);
    }
  };
  return { logo, problem, choose, remove };
};

export const ReceiptLogoSection = () => {
  const { t } = useTranslation();
  const { logo, problem, choose, remove } = useLogo();
  const input = useRef<HTMLInputElement>(null);
  if (logo === null) {
    return null;
  }
  return (
    <div className="office-form receipt-logo">
      <h2 className="tw-heading">{t("receiptLogo.title")}</h2>
      <p className="tw-soft">{t("receiptLogo.what")}</p>
      <div className="receipt-logo-paper" data-testid="receipt-logo">
        {logo.png === null ? (
          <p>{t("receiptLogo.none")}</p>
        ) : (
          <img src={`data:image/png;base64,${logo.png}`} alt={t("receiptLogo.alt")} />
        )}
      </div>
      <p className="dialog-problem" role="alert">
        {problem}
      </p>
      <input
        ref={input}
        type="file"
        accept="image/png,image/bmp"
        hidden
        data-testid="receipt-logo-file"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          // The same file, mended, can be chosen again.
          event.currentTarget.value = "";
          if (file !== undefined) {
            void choose(file);
          }
        }}
      />
      <div className="receipt-logo-keys">
        <Key look="main" label={t("receiptLogo.choose")} onPress={() => input.current?.click()} />
        <Key label={t("receiptLogo.remove")} disabled={logo.png === null} onPress={() => void remove()} />
      </div>
    </div>
  );
};
