/**
 * Owns entering a drawer's notes and coins: a row for each, digits and Enter (or the arrows) from row to row, and a pad
 * that types into the row that is chosen. The total is what was entered; what there should be is not known here.
 */
import { useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Denomination } from "../../../domain/cash/denominations.ts";
import { Key } from "../../controls/Key.tsx";
import { NumberPad } from "../../controls/NumberPad.tsx";
import { useFormats } from "../../formatting/store-formats.ts";
import type { CashEntryState } from "./use-cash-entry.ts";
import "./cash-grid.css";

interface RowProps {
  readonly denomination: Denomination;
  readonly cash: CashEntryState;
  readonly first: boolean;
  readonly onChosen: () => void;
}

const Row = ({ denomination, cash, first, onChosen }: RowProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const { valueMinor } = denomination;
  const text = cash.pieces.get(valueMinor) ?? "";
  const isBad = cash.unreadable.includes(valueMinor);
  const value = formats.money(valueMinor);
  return (
    <label className={`cash-row ${isBad ? "is-bad" : ""}`}>
      <span className="cash-value">{value}</span>
      <span aria-hidden>×</span>
      <input
        className="tw-field"
        inputMode="numeric"
        autoComplete="off"
        autoFocus={first}
        maxLength={7}
        aria-label={t("shift.pieces", { value })}
        aria-invalid={isBad}
        data-cash-cell={valueMinor}
        value={text}
        onFocus={(event) => {
          event.currentTarget.select();
          onChosen();
        }}
        onChange={(event) => cash.setPieces(valueMinor, event.currentTarget.value)}
      />
      <span className="cash-sum">
        {text === "" || isBad ? "" : formats.amount(valueMinor * Number(text))}
      </span>
    </label>
  );
};

const cells = (grid: HTMLElement | null): readonly HTMLInputElement[] => [
  ...(grid?.querySelectorAll<HTMLInputElement>("[data-cash-cell]") ?? []),
];

/** Enter and the arrows go from row to row; Enter in the last stays there, so that nothing is handed in by accident. */
const step = (event: KeyboardEvent, grid: HTMLElement | null): void => {
  const by = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) {
    return;
  }
  event.preventDefault();
  const all = cells(grid);
  all[all.indexOf(event.target as HTMLInputElement) + by]?.focus();
};

interface PartProps {
  readonly cash: CashEntryState;
  readonly onChosen: (valueMinor: number) => void;
}

const Pieces = ({ cash, onChosen }: PartProps) => {
  const { t } = useTranslation();
  const grid = useRef<HTMLDivElement>(null);
  return (
    <div className="cash-grid" ref={grid} onKeyDown={(event) => step(event, grid.current)}>
      {(["note", "coin"] as const).map((kind) => (
        <div key={kind} role="group" aria-label={t(`shift.${kind}s`)}>
          <h2>{t(`shift.${kind}s`)}</h2>
          {cash.denominations
            .filter((denomination) => denomination.kind === kind)
            .map((denomination) => (
              <Row
                key={denomination.valueMinor}
                denomination={denomination}
                cash={cash}
                first={denomination === cash.denominations[0]}
                onChosen={() => onChosen(denomination.valueMinor)}
              />
            ))}
        </div>
      ))}
    </div>
  );
};

const WholeTotal = ({ cash }: { readonly cash: CashEntryState }) => {
  const { t } = useTranslation();
  return (
    <label className="cash-total-field">
      {t("shift.totalOnly")}
      <input
        className="tw-field"
        inputMode="decimal"
        autoComplete="off"
        autoFocus
        maxLength={16}
        data-testid="cash-total-field"
        value={cash.totalText}
        onChange={(event) => cash.setTotalText(event.currentTarget.value)}
      />
    </label>
  );
};

/** What cannot be read, by name; null when all of it can. */
const useProblem = (cash: CashEntryState): string | null => {
  const { t } = useTranslation();
  const formats = useFormats();
  if (cash.entry !== null) {
    return null;
  }
  const [firstBad] = cash.unreadable;
  return cash.byTotal || firstBad === undefined
    ? t("number.notANumber")
    : t("shift.noPieces", { text: cash.pieces.get(firstBad) ?? "", value: formats.money(firstBad) });
};

export const CashGrid = ({ cash }: { readonly cash: CashEntryState }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const [chosen, setChosen] = useState(cash.denominations[0]?.valueMinor ?? 0);
  const problem = useProblem(cash);
  const text = cash.byTotal ? cash.totalText : (cash.pieces.get(chosen) ?? "");
  const setText = cash.byTotal ? cash.setTotalText : (next: string) => cash.setPieces(chosen, next);
  return (
    <div className="cash-entry">
      <section className="cash-left tw-card" aria-label={t("shift.drawer")}>
        {cash.byTotal ? <WholeTotal cash={cash} /> : <Pieces cash={cash} onChosen={setChosen} />}
        <p className="cash-problem" role="alert">
          {problem}
        </p>
      </section>
      <section className="cash-right">
        <div className="cash-total tw-card">
          <span className="tw-soft">{t("shift.total")}</span>
          <b data-testid="cash-total">{formats.money(cash.totalMinor)}</b>
        </div>
        <NumberPad
          decimalSign={cash.byTotal ? formats.decimalSign : null}
          onType={(digit) => setText(text + digit)}
          onBack={() => setText(text.slice(0, -1))}
        />
        <Key
          label={cash.byTotal ? t("shift.byPieces") : t("shift.byTotal")}
          onPress={() => cash.setByTotal(!cash.byTotal)}
        />
      </section>
    </div>
  );
};
