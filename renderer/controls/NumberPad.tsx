/** Owns the number pad: ten digits, the locale's decimal sign, and back. It types; it never decides. */
import { IconBackspace } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Key } from "./Key.tsx";
import "./number-pad.css";

interface NumberPadProps {
  readonly onType: (character: string) => void;
  readonly onBack: () => void;
  /** The decimal sign, or null where only whole numbers make sense. */
  readonly decimalSign: string | null;
}

const ROWS = ["7", "8", "9", "4", "5", "6", "1", "2", "3"] as const;

export const NumberPad = ({ onType, onBack, decimalSign }: NumberPadProps) => {
  const { t } = useTranslation();
  return (
    <div className="number-pad" role="group" aria-label={t("pad.title")}>
      {ROWS.map((digit) => (
        <Key key={digit} tall label={digit} onPress={() => onType(digit)} />
      ))}
      {decimalSign === null ? <span /> : <Key tall label={decimalSign} onPress={() => onType(decimalSign)} />}
      <Key tall label="0" onPress={() => onType("0")} />
      <Key tall label={<IconBackspace size={26} aria-hidden />} ariaLabel={t("pad.back")} onPress={onBack} />
    </div>
  );
};
