/** Owns the dialogs that ask for words: a note on a line, and the reason for voiding or for opening the drawer. */
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { changeBasket, voidBasket } from "../commands/basket-actions.ts";
import { voidSale } from "../commands/exchange-actions.ts";
import { errorSentence } from "../commands/say-error.ts";
import { Key } from "../controls/Key.tsx";
import { useFormats } from "../formatting/store-formats.ts";
import { closeDialog, say } from "../stores/screen-store.ts";
import { useTill } from "../stores/till-store.ts";
import { call } from "../transport/link.ts";
import type { TillError } from "../transport/till-client.ts";
import { DialogFrame } from "./DialogFrame.tsx";
import { ReasonPicker, type ReasonKind } from "./ReasonPicker.tsx";

const useLine = (lineId: string) =>
  useTill((state) => state.basket?.lines.find((line) => line.id === lineId) ?? null);

export const NoteDialog = ({ lineId }: { readonly lineId: string }) => {
  const { t } = useTranslation();
  const line = useLine(lineId);
  const [note, setNote] = useState(line?.note ?? "");
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (): Promise<void> => {
    const error = await changeBasket("basket.setNote", { lineId, note: note.trim() });
    if (error === null) {
      closeDialog();
    } else {
      setProblem(errorSentence(error));
    }
  };
  return (
    <DialogFrame title={t("dialog.noteOn", { name: line?.name ?? "" })}>
      <input
        data-autofocus
        className="tw-field"
        aria-label={t("more.note")}
        placeholder={t("dialog.noteHint")}
        maxLength={200}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            void submit();
          }
        }}
      />
      <p className="dialog-problem" role="alert">
        {problem}
      </p>
      <div className="dialog-keys">
        <Key tall label={t("dialog.cancel")} hint="Esc" onPress={closeDialog} />
        <Key tall look="main" label={t("dialog.save")} hint="Enter" onPress={() => void submit()} />
      </div>
    </DialogFrame>
  );
};

interface ReasonDialogProps {
  readonly title: string;
  readonly explanation: string;
  readonly kind: ReasonKind;
  readonly goLabel: string;
  readonly danger: boolean;
  readonly onSubmit: (reason: string) => Promise<TillError | null>;
}

const ReasonDialog = ({ title, explanation, kind, goLabel, danger, onSubmit }: ReasonDialogProps) => {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const asking = useRef(false);
  const submit = async (): Promise<void> => {
    if (reason.trim() === "") {
      setProblem(t("error.ReasonMissing"));
      return;
    }
    if (asking.current) {
      return;
    }
    asking.current = true;
    const error = await onSubmit(reason.trim());
    asking.current = false;
    if (error === null) {
      closeDialog();
    } else {
      setProblem(errorSentence(error));
    }
  };
  return (
    <DialogFrame title={title}>
      <p className="tw-soft">{explanation}</p>
      <ReasonPicker kind={kind} first reason={reason} onReason={setReason} />
      <p className="dialog-problem" role="alert">
        {problem}
      </p>
      <div className="dialog-keys">
        <Key tall label={t("dialog.cancel")} hint="Esc" onPress={closeDialog} />
        <Key tall look={danger ? "danger" : "main"} label={goLabel} onPress={() => void submit()} />
      </div>
    </DialogFrame>
  );
};

export const VoidLineDialog = ({ lineId }: { readonly lineId: string }) => {
  const { t } = useTranslation();
  const line = useLine(lineId);
  return (
    <ReasonDialog
      title={t("dialog.voidLine", { name: line?.name ?? "" })}
      explanation={t("dialog.voidLineHint")}
      kind="void"
      goLabel={t("more.voidLine")}
      danger
      onSubmit={(reason) => changeBasket("basket.voidLine", { lineId, reason })}
    />
  );
};

export const VoidBasketDialog = () => {
  const { t } = useTranslation();
  const formats = useFormats();
  const basket = useTill((state) => state.basket);
  return (
    <ReasonDialog
      title={t("dialog.voidBasket")}
      explanation={t("dialog.voidBasketHint", {
        count: basket?.itemCount ?? 0,
        total: formats.money(basket?.totalMinor ?? 0),
      })}
      kind="void"
      goLabel={t("more.voidBasket")}
      danger
      onSubmit={voidBasket}
    />
  );
};

interface VoidSaleDialogProps {
  readonly dialog: { readonly receiptNumber: string; readonly totalMinor: number };
}

export const VoidSaleDialog = ({ dialog }: VoidSaleDialogProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const { receiptNumber, totalMinor } = dialog;
  return (
    <ReasonDialog
      title={t("receipts.voidSale")}
      explanation={t("receipts.voidExplain", { receiptNumber, total: formats.money(totalMinor) })}
      kind="void"
      goLabel={t("receipts.voidSale")}
      danger
      onSubmit={(reason) => voidSale(receiptNumber, reason)}
    />
  );
};

export const OpenDrawerDialog = () => {
  const { t } = useTranslation();
  return (
    <ReasonDialog
      title={t("devices.openDrawer")}
      explanation={t("devices.openDrawerHint")}
      kind="drawer"
      goLabel={t("devices.openDrawer")}
      danger={false}
      onSubmit={async (reason) => {
        const result = await call("devices.openDrawer", { reason });
        if (!result.ok) {
          return result.error;
        }
        say(t("devices.drawerSent"));
        return null;
      }}
    />
  );
};
