/** Owns giving a discount: on the line or the whole sale, in percent or money, with a reason; and taking it away. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changeBasket } from "../commands/basket-actions.ts";
import { errorSentence } from "../commands/say-error.ts";
import { Key } from "../controls/Key.tsx";
import { NumberPad } from "../controls/NumberPad.tsx";
import { useFormats } from "../formatting/store-formats.ts";
import { closeDialog } from "../stores/screen-store.ts";
import { useTill } from "../stores/till-store.ts";
import { useGrant } from "../stores/use-grant.ts";
import type { TillError } from "../transport/till-client.ts";
import { DialogFrame } from "./DialogFrame.tsx";
import { FigureField, useFigureEntry } from "./FigureDialog.tsx";
import { ReasonPicker } from "./ReasonPicker.tsx";

type Discount = { readonly percentBp: number } | { readonly amountMinor: number } | null;

interface DiscountForm {
  readonly target: "line" | "basket";
  readonly unit: "percent" | "money";
  readonly reason: string;
}

/** Main decides; this only keeps a person from filling in what will be refused. */
const useTargets = (lineId: string | null) => {
  const lineGrant = useGrant("line:discount");
  const basketGrant = useGrant("basket:discount");
  const line = useTill((state) => state.basket?.lines.find(({ id }) => id === lineId) ?? null);
  return {
    line,
    canLine: line !== null && lineGrant !== "denied",
    canBasket: basketGrant !== "denied",
  };
};

interface ChoiceKeysProps {
  readonly form: DiscountForm;
  readonly canLine: boolean;
  readonly canBasket: boolean;
  readonly lineName: string;
  readonly onForm: (change: Partial<DiscountForm>) => void;
}

const ChoiceKeys = ({ form, canLine, canBasket, lineName, onForm }: ChoiceKeysProps) => {
  const { t } = useTranslation();
  const currency = useTill((state) => state.store?.currency ?? "");
  return (
    <>
      <div className="dialog-choices">
        <Key
          label={lineName === "" ? t("discount.line") : lineName}
          disabled={!canLine}
          pressed={form.target === "line"}
          onPress={() => onForm({ target: "line" })}
        />
        <Key
          label={t("discount.basket")}
          hint={canBasket ? undefined : t("approval.denied")}
          disabled={!canBasket}
          pressed={form.target === "basket"}
          onPress={() => onForm({ target: "basket" })}
        />
      </div>
      <div className="dialog-choices">
        <Key label="%" pressed={form.unit === "percent"} onPress={() => onForm({ unit: "percent" })} />
        <Key label={currency} pressed={form.unit === "money"} onPress={() => onForm({ unit: "money" })} />
      </div>
    </>
  );
};

const useDiscount = (lineId: string | null) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const { line, canLine, canBasket } = useTargets(lineId);
  const entry = useFigureEntry("");
  const [form, setForm] = useState<DiscountForm>({
    target: canLine ? "line" : "basket",
    unit: "percent",
    reason: "",
  });
  const [problem, setProblem] = useState<string | null>(null);
  const [wanted, setWanted] = useState(false);
  const change = (changed: Partial<DiscountForm>): void => setForm((before) => ({ ...before, ...changed }));

  const send = async (discount: Discount, reason: string): Promise<void> => {
    if (discount !== null && reason.trim() === "") {
      setProblem(t("error.ReasonMissing"));
      setWanted(true);
      return;
    }
    const said = { discount, reason: reason.trim() };
    const error: TillError | null =
      form.target === "line" && line !== null
        ? await changeBasket("basket.discountLine", { lineId: line.id, ...said })
        : await changeBasket("basket.discountBasket", said);
    if (error === null) {
      closeDialog();
    } else {
      setProblem(errorSentence(error));
    }
  };

  const submit = (reason = form.reason): void => {
    const isPercent = form.unit === "percent";
    const parsed = isPercent ? formats.parsePercent(entry.text) : formats.parseAmount(entry.text);
    if (!parsed.ok) {
      setProblem(t(`number.${parsed.error}`));
    } else if (isPercent && parsed.value > 10_000) {
      setProblem(t("discount.above100"));
    } else if (parsed.value === 0) {
      void send(null, reason);
    } else {
      void send(isPercent ? { percentBp: parsed.value } : { amountMinor: parsed.value }, reason);
    }
  };

  return { line, canLine, canBasket, entry, form, change, problem, wanted, send, submit };
};

export const DiscountDialog = ({ lineId }: { readonly lineId: string | null }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const { line, canLine, canBasket, entry, form, change, problem, wanted, send, submit } =
    useDiscount(lineId);
  return (
    <DialogFrame title={t("discount.title")} size={800}>
      <div className="dialog-two">
        <div className="dialog-one">
          <ChoiceKeys
            form={form}
            canLine={canLine}
            canBasket={canBasket}
            lineName={line?.name ?? ""}
            onForm={change}
          />
          <FigureField
            label={t("discount.title")}
            unit={form.unit === "percent" ? "%" : ""}
            entry={entry}
            onEnter={() => submit()}
          />
          <p className="dialog-problem" role="alert">
            {problem}
          </p>
          <ReasonPicker
            kind="discount"
            reason={form.reason}
            wanted={wanted}
            onReason={(reason) => change({ reason })}
            onChosen={(reason) => {
              if (wanted) {
                submit(reason);
              }
            }}
          />
        </div>
        <NumberPad decimalSign={formats.decimalSign} onType={entry.type} onBack={entry.back} />
      </div>
      <div className="dialog-keys">
        <Key tall label={t("discount.takeAway")} onPress={() => void send(null, "")} />
        <Key tall look="main" label={t("discount.give")} hint="Enter" onPress={() => submit()} />
      </div>
    </DialogFrame>
  );
};
