/** Owns one labelled line of text in a form; Enter sends the form. */
import { useEffect, useRef } from "react";

interface LabelledFieldProps {
  readonly label: string;
  readonly value: string;
  readonly maxLength: number;
  readonly type?: "text" | "tel" | "email" | "date" | undefined;
  readonly testId?: string | undefined;
  /** Has the focus when its form appears. */
  readonly first?: boolean | undefined;
  readonly onChange: (value: string) => void;
  readonly onEnter?: (() => void) | undefined;
}

export const LabelledField = (props: LabelledFieldProps) => {
  const field = useRef<HTMLInputElement>(null);
  const isFirst = props.first === true;
  useEffect(() => {
    if (isFirst) {
      field.current?.focus();
    }
  }, [isFirst]);
  return (
    <label className="labelled-field">
      <span className="tw-soft">{props.label}</span>
      <input
        ref={field}
        className="tw-field"
        // What a browser thinks of an address or a date is not asked: main says what is wrong.
        type={props.type === "date" ? "date" : "text"}
        inputMode={props.type === "tel" || props.type === "email" ? props.type : "text"}
        autoComplete="off"
        data-autofocus={isFirst ? true : undefined}
        data-testid={props.testId}
        maxLength={props.maxLength}
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.repeat && props.onEnter !== undefined) {
            event.preventDefault();
            props.onEnter();
          }
        }}
      />
    </label>
  );
};
