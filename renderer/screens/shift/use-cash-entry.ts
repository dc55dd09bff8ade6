/**
 * Owns what a person has entered of a drawer: pieces of each note and coin, or one total, as typed. Letters and half
 * coins stay on screen and are named, so that nothing is guessed and nothing typed is lost.
 */
import { useMemo, useState } from "react";
import type { CashEntry } from "../../../domain/cash/cash-count.ts";
import { denominationsOf, type Denomination } from "../../../domain/cash/denominations.ts";
import { useFormats } from "../../formatting/store-formats.ts";
import { useTill } from "../../stores/till-store.ts";

export interface CashEntryState {
  readonly denominations: readonly Denomination[];
  /** true: one total instead of pieces. */
  readonly byTotal: boolean;
  readonly setByTotal: (byTotal: boolean) => void;
  readonly pieces: ReadonlyMap<number, string>;
  readonly setPieces: (valueMinor: number, text: string) => void;
  readonly totalText: string;
  readonly setTotalText: (text: string) => void;
  /** null: something that was typed is no number. */
  readonly entry: CashEntry | null;
  readonly totalMinor: number;
  /** Values whose text is no number of pieces. */
  readonly unreadable: readonly number[];
}

const MAX_PIECES = 1_000_000;

const readPieces = (text: string): number | null => {
  const digits = text.trim();
  return /^\d*$/.test(digits) && Number(digits) <= MAX_PIECES ? Number(digits) : null;
};

export const useCashEntry = (start: CashEntry | null): CashEntryState => {
  const formats = useFormats();
  const currency = useTill((state) => state.store?.currency ?? "EUR");
  const denominations = useMemo(() => denominationsOf(currency), [currency]);
  const [byTotal, setByTotal] = useState(start !== null && "totalMinor" in start);
  const [pieces, setAllPieces] = useState<ReadonlyMap<number, string>>(
    () =>
      new Map(
        start !== null && "pieces" in start
          ? start.pieces.map((row) => [row.valueMinor, String(row.pieces)])
          : [],
      ),
  );
  const [totalText, setTotalText] = useState(() =>
    start !== null && "totalMinor" in start ? formats.plainAmount(start.totalMinor) : "",
  );
  const read = denominations.map(({ valueMinor }) => ({
    valueMinor,
    pieces: readPieces(pieces.get(valueMinor) ?? ""),
  }));
  const typedTotal = totalText.trim() === "" ? 0 : formats.parseAmount(totalText);
  const totalOf = typeof typedTotal === "number" ? typedTotal : typedTotal.ok ? typedTotal.value : null;
  const unreadable = read.filter((row) => row.pieces === null).map((row) => row.valueMinor);
  const rows = read.flatMap((row) =>
    row.pieces ? [{ valueMinor: row.valueMinor, pieces: row.pieces }] : [],
  );
  const byPieces = unreadable.length === 0 ? { pieces: rows } : null;
  const wholeTotal = totalOf === null ? null : { totalMinor: totalOf };
  return {
    denominations,
    byTotal,
    setByTotal,
    pieces,
    setPieces: (valueMinor, text) => setAllPieces((before) => new Map(before).set(valueMinor, text)),
    totalText,
    setTotalText,
    entry: byTotal ? wholeTotal : byPieces,
    totalMinor: byTotal ? (totalOf ?? 0) : rows.reduce((sum, row) => sum + row.valueMinor * row.pieces, 0),
    unreadable,
  };
};
