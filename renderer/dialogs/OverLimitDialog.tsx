/** Owns the step between a quantity above a product's limit and selling it: what the limit is, and to mean it. */
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { changeBasket } from "../commands/basket-actions.ts";
import { errorSentence } from "../commands/say-error.ts";
import { Key } from "../controls/Key.tsx";
import { useFormats } from "../formatting/store-formats.ts";
import { closeDialog, type Dialog } from "../stores/screen-store.ts";
import { DialogFrame } from "./DialogFrame.tsx";

interface OverLimitDialogProps {
  readonly dialog: Extract<Dialog, { readonly kind: "overLimit" }>;
}

export const OverLimitDialog = ({ dialog }: OverLimitDialogProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const [problem, setProblem] = useState<string | null>(null);
  const asking = useRef(false);
  const { lineId, quantityMilli, over } = dialog;
  const quantity = formats.quantity(quantityMilli);
  const submit = async (): Promise<void> => {
    if (asking.current) {
      return;
    }
    asking.current = true;
    const error = await changeBasket("basket.exceedLimit", { lineId, quantityMilli });
    asking.current = false;
    if (error === null) {
      closeDialog();
    } else {
      setProblem(errorSentence(error));
    }
  };
  return (
    <DialogFrame title={t("overLimit.title")} size={520}>
      <p>
        {t("overLimit.explain", { name: over.name, max: formats.quantity(over.maxPerSaleMilli), quantity })}
      </p>
      <p className="dialog-problem" role="alert">
        {problem}
      </p>
      <div className="dialog-keys">
        <Key tall look="main" label={t("dialog.cancel")} hint="Esc" first onPress={closeDialog} />
        <Key tall label={t("overLimit.go", { quantity })} onPress={() => void submit()} />
      </div>
    </DialogFrame>
  );
};
