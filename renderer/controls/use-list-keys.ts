/** Owns choosing from a list with the arrow keys and Enter, where no field or button has the focus to itself. */
import { useLayoutEffect, useState } from "react";
import { useScreen } from "../stores/screen-store.ts";

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** A button or area answers Enter itself; a one-line field lets the list have the arrows and Enter. */
const isForeign = (target: EventTarget | null): boolean =>
  target instanceof HTMLButtonElement ||
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement;

export const useListKeys = <T>(items: readonly T[], onChoose: (item: T) => void): number => {
  const [index, setIndex] = useState(0);
  const last = items.length - 1;
  const current = Math.max(0, Math.min(index, last));
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { dialog, scanProblems } = useScreen.getState();
      if (dialog !== null || scanProblems.length > 0 || event.defaultPrevented) {
        return;
      }
      const step = STEPS[event.key];
      if (step !== undefined) {
        event.preventDefault();
        setIndex(Math.max(0, Math.min(current + step, last)));
      }
      const chosen = items[current];
      if (event.key === "Enter" && !event.repeat && !isForeign(event.target) && chosen !== undefined) {
        event.preventDefault();
        onChoose(chosen);
      }
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [items, current, last, onChoose]);
  return current;
};
