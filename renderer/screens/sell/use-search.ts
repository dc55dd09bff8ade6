/**
 * Owns search as you type: asks main a short while after the last key, and only the newest question's answer counts.
 * The pause is longer than a scanner's between characters, so a scan never starts a search.
 */
import { useEffect, useState } from "react";
import type { ProductView } from "../../../contracts/ipc/catalogue.ts";
import { call } from "../../transport/link.ts";

const PAUSE_MS = 130;
const LIMIT = 20;

export interface SearchAnswer {
  readonly text: string;
  readonly products: readonly ProductView[];
}

export const useSearch = (text: string): SearchAnswer | null => {
  const [answer, setAnswer] = useState<SearchAnswer | null>(null);
  useEffect(() => {
    if (text === "") {
      setAnswer(null);
      return;
    }
    let current = true;
    const timer = window.setTimeout(() => {
      void call("catalogue.search", { text: text.slice(0, 100), limit: LIMIT }).then((result) => {
        if (current && result.ok) {
          setAnswer({ text, products: result.value });
        }
      });
    }, PAUSE_MS);
    return () => {
      current = false;
      window.clearTimeout(timer);
    };
  }, [text]);
  return text === "" ? null : answer;
};
