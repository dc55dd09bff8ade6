/** Owns a field with its label over it, and choosing one of a few from a list. */
import type { ReactNode } from "react";

export const Labelled = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <label>
    <span className="tw-soft">{label}</span>
    {children}
  </label>
);

interface ChoiceProps<V extends string> {
  readonly label: string;
  readonly options: readonly V[];
  readonly value: V;
  readonly textOf: (option: V) => string;
  readonly onChange: (value: V) => void;
}

export const Choice = <V extends string>({ label, options, value, textOf, onChange }: ChoiceProps<V>) => (
  <Labelled label={label}>
    <select
      className="tw-field"
      value={value}
      onChange={(event) => onChange(options[event.currentTarget.selectedIndex] ?? value)}
    >
      {options.map((option) => (
        <option key={option} value={option}>
          {textOf(option)}
        </option>
      ))}
    </select>
  </Labelled>
);
