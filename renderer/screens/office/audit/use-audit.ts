/** Owns reading the audit log page by page under a filter, and all of it for a file. Answers of an older filter are dropped. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { AuditEntryView } from "../../../../contracts/ipc/books.ts";
import type { AuditKind } from "../../../../domain/audit/audit-action.ts";
import { sayError } from "../../../commands/say-error.ts";
import { rangeOfDay } from "../../../formatting/store-day.ts";
import { call } from "../../../transport/link.ts";

export interface AuditChoice {
  /** "2026-11-20", or "" for no bound. */
  readonly fromDay: string;
  readonly toDay: string;
  readonly staffId: number | null;
  readonly kind: AuditKind | null;
  readonly text: string;
}

const PAUSE_MS = 150;
const PAGE = 50;
const FILE_PAGE = 1000;

interface Found {
  readonly entries: readonly AuditEntryView[];
  readonly nextBeforeId: number | null;
}

const queryOf = ({ fromDay, toDay, ...rest }: AuditChoice, timezone: string) => ({
  ...rest,
  fromMs: rangeOfDay(fromDay, timezone)?.fromMs ?? null,
  untilMs: rangeOfDay(toDay, timezone)?.untilMs ?? null,
});

export const useAudit = (
  choice: AuditChoice,
  timezone: string,
): { readonly found: Found | null; readonly readMore: () => void } => {
  const [found, setFound] = useState<Found | null>(null);
  const turn = useRef(0);
  const { fromDay, toDay, staffId, kind, text } = choice;
  const read = useCallback(
    async (beforeId: number | null, shown: readonly AuditEntryView[]): Promise<void> => {
      const mine = turn.current;
      const query = queryOf({ fromDay, toDay, staffId, kind, text }, timezone);
      const result = await call("audit.list", { ...query, beforeId, limit: PAGE });
      if (mine !== turn.current) {
        return;
      }
      if (result.ok) {
        setFound({
          entries: [...shown, ...result.value.entries],
          nextBeforeId: result.value.nextBeforeId,
        });
      } else {
        sayError(result.error);
      }
    },
    [fromDay, toDay, staffId, kind, text, timezone],
  );
  useEffect(() => {
    turn.current += 1;
    const timer = window.setTimeout(() => void read(null, []), PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [read]);
  return {
    found,
    readMore: () => {
      if (found !== null && found.nextBeforeId !== null) {
        void read(found.nextBeforeId, found.entries);
      }
    },
  };
};

/** Everything that the filter finds; null when it could not be read to the end. */
export const readAll = async (
  choice: AuditChoice,
  timezone: string,
): Promise<readonly AuditEntryView[] | null> => {
  const entries: AuditEntryView[] = [];
  for (let beforeId: number | null = null; ;) {
    const query = queryOf(choice, timezone);
    const result: Awaited<ReturnType<typeof call<"audit.list">>> = await call("audit.list", {
      ...query,
      beforeId,
      limit: FILE_PAGE,
    });
    if (!result.ok) {
      sayError(result.error);
      return null;
    }
    entries.push(...result.value.entries);
    beforeId = result.value.nextBeforeId;
    if (beforeId === null) {
      return entries;
    }
  }
};
