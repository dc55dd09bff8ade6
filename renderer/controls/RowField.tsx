/** Owns one labelled input of a list that is edited in rows; the list and its rows are `.field-rows` and `.field-row`. */
import "./field-rows.css";

interface RowFieldProps {
  readonly label: string;
  readonly value: string | number;
  readonly maxLength: number;
  readonly inputMode?: "text" | "numeric" | "decimal" | undefined;
  readonly placeholder?: string | undefined;
  readonly disabled?: boolean | undefined;
  /** Takes the room of three others. */
  readonly wide?: boolean | undefined;
  readonly onChange: (text: string) => void;
}

export const RowField = ({ label, wide, onChange, ...input }: RowFieldProps) => (
  <label className={wide === true ? "field-wide" : undefined}>
    <span className="tw-soft">{label}</span>
    <input
      className="tw-field"
      autoComplete="off"
      {...input}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  </label>
);

/** A count that is typed; 0 for none. */
export const digitsOf = (text: string): number => Number(text.replaceAll(/\D/g, ""));
