/** Owns saying why: a few usual reasons to tap, or one's own words. The reason goes to the record and the journal. */
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Key } from "../controls/Key.tsx";

export type ReasonKind =
  | "price"
  | "discount"
  | "void"
  | "refund"
  | "drawer"
  | "taxExempt"
  | "payIn"
  | "payOut";

const CHOICES = {
  price: ["wrongLabel", "damaged", "agreed"],
  discount: ["damaged", "expiresSoon", "agreed"],
  void: ["mistake", "changedMind", "noMoney"],
  refund: ["faulty", "changedMind", "wrongItem"],
  taxExempt: ["diplomat", "export", "charity"],
  payIn: ["changeMoney", "floatTopUp", "mistake"],
  payOut: ["supplies", "deliveryPaid", "changeMoney"],
  drawer: ["changeMoney", "countCash", "mistake"],
} as const satisfies Readonly<Record<ReasonKind, readonly string[]>>;

interface ReasonPickerProps {
  readonly kind: ReasonKind;
  readonly reason: string;
  /** The first reason has the focus when the dialog opens. */
  readonly first?: boolean | undefined;
  readonly onReason: (reason: string) => void;
  /** Everything else is said and this alone is missing: the first reason gets the focus, and choosing one goes on. */
  readonly wanted?: boolean | undefined;
  /** A usual reason was tapped, or one's own words end with Enter. */
  readonly onChosen?: ((reason: string) => void) | undefined;
}

export const ReasonPicker = ({ kind, reason, first, onReason, wanted, onChosen }: ReasonPickerProps) => {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (wanted === true) {
      place.current?.querySelector("button")?.focus();
    }
  }, [wanted]);
  return (
    <div ref={place}>
      <div className="dialog-reasons" role="group" aria-label={t("reasonPicker.title")}>
        {CHOICES[kind].map((choice, index) => {
          const text = t(`reasonPicker.${choice}`);
          return (
            <Key
              key={choice}
              label={text}
              first={first === true && index === 0}
              pressed={reason === text}
              onPress={() => {
                onReason(text);
                onChosen?.(text);
              }}
            />
          );
        })}
      </div>
      <input
        className="tw-field reason-own"
        aria-label={t("reasonPicker.own")}
        placeholder={t("reasonPicker.own")}
        maxLength={200}
        value={reason}
        onChange={(event) => onReason(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && onChosen !== undefined) {
            event.preventDefault();
            onChosen(event.currentTarget.value);
          }
        }}
      />
    </div>
  );
};
