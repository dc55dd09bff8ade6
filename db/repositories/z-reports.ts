/** Owns the rows of Z reports: numbered from 1 without gaps, one per shift, kept for ever and never changed. */
import type { ShiftReport } from "../../domain/shift/shift-report.ts";
import type { JournalPlace } from "../../domain/shift/shift-ledger.ts";
import type { TillDatabase } from "../open-database.ts";
import { preparedInsert } from "../prepared-insert.ts";
import { zReport } from "../schema/shifts.ts";

export interface ZReportRepository {
  /** Only a report with a number. */
  readonly add: (report: ShiftReport, journal: JournalPlace) => void;
  readonly find: (number: number) => ShiftReport | null;
  readonly newest: () => ShiftReport | null;
  readonly numberOfShift: (shiftId: number) => number | null;
  /** Newest first. */
  readonly list: (page: {
    readonly beforeNumber: number | null;
    readonly limit: number;
  }) => readonly ShiftReport[];
  readonly count: () => number;
}

export const createZReportRepository = (db: TillDatabase): ZReportRepository => {
  const { sqlite } = db;
  const insert = preparedInsert(db, zReport);
  const find = sqlite
    .prepare<[number], string>("SELECT document_json FROM z_report WHERE number = ?")
    .pluck();
  const ofShift = sqlite.prepare<[number], number>("SELECT number FROM z_report WHERE shift_id = ?").pluck();
  const list = sqlite
    .prepare<[number, number], string>(
      "SELECT document_json FROM z_report WHERE number < ? ORDER BY number DESC LIMIT ?",
    )
    .pluck();
  const count = sqlite.prepare<[], number>("SELECT count(*) FROM z_report").pluck();
  const before = (number: number, limit: number): readonly ShiftReport[] =>
    list.all(number, limit).map(parse);
  return {
    add: (report, journal) => {
      insert({
        number: report.number ?? 0,
        shiftId: report.shiftId,
        atMs: report.atMs,
        documentJson: JSON.stringify(report),
        journalEpoch: journal.epoch,
        journalSeq: journal.seq,
      });
    },
    find: (number) => {
      const json = find.get(number);
      return json === undefined ? null : parse(json);
    },
    newest: () => before(Number.MAX_SAFE_INTEGER, 1)[0] ?? null,
    numberOfShift: (shiftId) => ofShift.get(shiftId) ?? null,
    list: ({ beforeNumber, limit }) => before(beforeNumber ?? Number.MAX_SAFE_INTEGER, limit),
    count: () => count.get() ?? 0,
  };
};

const parse = (json: string): ShiftReport => JSON.parse(json) as ShiftReport;
