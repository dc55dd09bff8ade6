/**
 * Owns the one button of the till: a label, the key that does the same, and a size for fingers.
 * A tap does not take the focus, so that typing goes on where it was; the Tab key still reaches it.
 */
import type { ReactNode } from "react";

export interface KeyProps {
  readonly label: ReactNode;
  /** The keyboard key, shown under or beside the label. */
  readonly hint?: string | undefined;
  readonly look?: "plain" | "tender" | "main" | "danger" | undefined;
  readonly tall?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly pressed?: boolean | undefined;
  readonly className?: string | undefined;
  readonly testId?: string | undefined;
  readonly ariaLabel?: string | undefined;
  /** Has the focus when its dialog opens. */
  readonly first?: boolean | undefined;
  readonly onPress: () => void;
}

const LOOKS = { plain: "", tender: "tw-key-tender", main: "tw-key-main", danger: "tw-key-danger" } as const;

export const Key = (props: KeyProps) => {
  const classes = [
    "tw-key",
    LOOKS[props.look ?? "plain"],
    props.tall === true ? "tw-key-tall" : "",
    props.className ?? "",
  ];
  return (
    <button
      type="button"
      className={classes.filter((name) => name !== "").join(" ")}
      disabled={props.disabled}
      aria-pressed={props.pressed}
      aria-label={props.ariaLabel}
      data-testid={props.testId}
      data-autofocus={props.first === true ? true : undefined}
      onMouseDown={(event) => event.preventDefault()}
      onClick={props.onPress}
    >
      <span>{props.label}</span>
      {props.hint === undefined ? null : <small aria-hidden>{props.hint}</small>}
    </button>
  );
};
