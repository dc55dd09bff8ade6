/** Owns asking for one figure: typed or tapped, read in the store's way, with the problem said under the field. */
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ok, type Result } from "../../domain/result.ts";
import { Key } from "../controls/Key.tsx";
import { NumberPad } from "../controls/NumberPad.tsx";
import type { NumberProblem } from "../formatting/parse-number.ts";
import { useFormats } from "../formatting/store-formats.ts";
import { closeDialog, useScreen } from "../stores/screen-store.ts";
import { DialogFrame } from "./DialogFrame.tsx";

interface FigureDialogProps {
  readonly title: string;
  readonly unit: string;
  readonly start: string;
  readonly wholeOnly?: boolean | undefined;
  readonly parse: (text: string) => Result<number, NumberProblem>;
  /** Answers with a sentence when main refused; null closes. */
  readonly onSubmit: (value: number, isOffered: boolean) => Promise<string | null>;
  readonly goLabel: string;
  /** Over the field. */
  readonly above?: ReactNode;
  /** A value that stands ready (from a scale) and is taken where nothing is typed. */
  readonly whenEmpty?: (() => number | null) | undefined;
  /** A function gets what Enter does. */
  readonly children?: ReactNode | ((submit: () => void) => ReactNode);
}

interface FigureEntry {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly type: (character: string) => void;
  readonly back: () => void;
}

/** What stood there at first is replaced by the first digit, as in a selected field. */
export const useFigureEntry = (start: string): FigureEntry => {
  const [state, setState] = useState({ text: start, fresh: true });
  return {
    text: state.text,
    setText: (text) => setState({ text, fresh: false }),
    type: (character) =>
      setState((before) => ({ text: (before.fresh ? "" : before.text) + character, fresh: false })),
    back: () => setState((before) => ({ text: before.fresh ? "" : before.text.slice(0, -1), fresh: false })),
  };
};

interface FigureFieldProps {
  readonly label: string;
  readonly unit: string;
  readonly entry: FigureEntry;
  readonly onEnter: () => void;
}

export const FigureField = ({ label, unit, entry, onEnter }: FigureFieldProps) => (
  <div className="dialog-figure">
    <input
      data-autofocus
      aria-label={label}
      inputMode="decimal"
      autoComplete="off"
      value={entry.text}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => entry.setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") {
          event.preventDefault();
          onEnter();
        }
      }}
    />
    <span>{unit}</span>
  </div>
);

export const FigureDialog = (props: FigureDialogProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const entry = useFigureEntry(props.start);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (): Promise<void> => {
    const offered = entry.text.trim() === "" ? (props.whenEmpty?.() ?? null) : null;
    const parsed = offered === null ? props.parse(entry.text) : ok(offered);
    if (!parsed.ok) {
      setProblem(t(`number.${parsed.error}`));
      return;
    }
    const { dialog } = useScreen.getState();
    const refused = await props.onSubmit(parsed.value, offered !== null);
    if (refused === null) {
      // What the answer itself opened stays.
      if (useScreen.getState().dialog === dialog) {
        closeDialog();
      }
    } else {
      setProblem(refused);
    }
  };
  return (
    <DialogFrame title={props.title} size={props.children === undefined ? 460 : 800}>
      <div className={props.children === undefined ? "dialog-one" : "dialog-two"}>
        <div className="dialog-one">
          {props.above}
          <FigureField label={props.title} unit={props.unit} entry={entry} onEnter={() => void submit()} />
          <p className="dialog-problem" role="alert">
            {problem}
          </p>
          {typeof props.children === "function" ? props.children(() => void submit()) : props.children}
        </div>
        <NumberPad
          decimalSign={props.wholeOnly === true ? null : formats.decimalSign}
          onType={entry.type}
          onBack={entry.back}
        />
      </div>
      <div className="dialog-keys">
        <Key tall label={t("dialog.cancel")} hint="Esc" onPress={closeDialog} />
        <Key tall look="main" label={props.goLabel} hint="Enter" onPress={() => void submit()} />
      </div>
    </DialogFrame>
  );
};
