/** Owns showing who changed what and why: filters above, entries in words below, a page at a time, and all as a file. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AuditEntryView, AuditPerson } from "../../../../contracts/ipc/books.ts";
import { AUDIT_KINDS, type AuditKind } from "../../../../domain/audit/audit-action.ts";
import { Key } from "../../../controls/Key.tsx";
import { useFormats } from "../../../formatting/store-formats.ts";
import { say } from "../../../stores/screen-store.ts";
import { useTill } from "../../../stores/till-store.ts";
import { actionText, changeText, subjectText, whoText } from "../../../texts/audit-text.ts";
import type { Wording } from "../../../texts/error-text.ts";
import { call } from "../../../transport/link.ts";
import { saveFile } from "../../../controls/save-file.ts";
import { toCsv } from "./audit-csv.ts";
import { readAll, useAudit, type AuditChoice } from "./use-audit.ts";
import "./audit.css";

const ALL: AuditChoice = { fromDay: "", toDay: "", staffId: null, kind: null, text: "" };

const usePeople = (): readonly AuditPerson[] => {
  const [people, setPeople] = useState<readonly AuditPerson[]>([]);
  useEffect(() => {
    void call("audit.people", {}).then((result) => setPeople(result.ok ? result.value : []));
  }, []);
  return people;
};

interface FiltersProps {
  readonly choice: AuditChoice;
  readonly onChoose: (choice: AuditChoice) => void;
}

const Filters = ({ choice, onChoose }: FiltersProps) => {
  const { t } = useTranslation();
  const people = usePeople();
  const set = (change: Partial<AuditChoice>): void => onChoose({ ...choice, ...change });
  const day = (name: "fromDay" | "toDay") => (
    <label>
      <span className="tw-soft">{t(`audit.${name}`)}</span>
      <input
        className="tw-field"
        type="date"
        value={choice[name]}
        onChange={(event) => set({ [name]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <div className="audit-filters">
      <label className="audit-text">
        <span className="tw-soft">{t("audit.search")}</span>
        <input
          className="tw-field"
          autoFocus
          maxLength={100}
          placeholder={t("audit.searchHint")}
          value={choice.text}
          onChange={(event) => set({ text: event.currentTarget.value })}
        />
      </label>
      {day("fromDay")}
      {day("toDay")}
      <label>
        <span className="tw-soft">{t("audit.person")}</span>
        <select
          className="tw-field"
          value={choice.staffId ?? ""}
          onChange={(event) =>
            set({ staffId: event.currentTarget.value === "" ? null : Number(event.currentTarget.value) })
          }
        >
          <option value="">{t("audit.everybody")}</option>
          {people.map((person) => (
            <option key={person.staffId} value={person.staffId}>
              {person.name}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="tw-soft">{t("audit.what")}</span>
        <select
          className="tw-field"
          data-testid="audit-kind"
          value={choice.kind ?? ""}
          onChange={(event) =>
            set({ kind: event.currentTarget.value === "" ? null : (event.currentTarget.value as AuditKind) })
          }
        >
          <option value="">{t("audit.everything")}</option>
          {AUDIT_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`audit.kind.${kind}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
};

const Entry = ({ entry, wording }: { readonly entry: AuditEntryView; readonly wording: Wording }) => {
  const { t, formats } = wording;
  return (
    <li className="audit-entry" data-testid="audit-entry">
      <span className="audit-when">
        <time>{formats.dateTime(entry.atMs)}</time>
        <small className="tw-soft">{whoText(entry, t)}</small>
      </span>
      <span className="audit-what">
        <b>{actionText(entry.action, t)}</b> <span className="tw-soft">{subjectText(entry.subject, t)}</span>
        {entry.changes.map((change) => (
          <small key={change.field}>{changeText(change, wording)}</small>
        ))}
        {entry.reason === null ? null : (
          <small className="tw-soft">{t("audit.why", { reason: entry.reason })}</small>
        )}
      </span>
    </li>
  );
};

const useExport = (choice: AuditChoice, timezone: string, wording: Wording) => {
  const [isReading, setReading] = useState(false);
  const { t, formats } = wording;
  const start = async (): Promise<void> => {
    setReading(true);
    const entries = await readAll(choice, timezone);
    setReading(false);
    if (entries === null) {
      return;
    }
    const head = (["time", "person", "what", "subject", "changes", "reason"] as const).map((name) =>
      t(`audit.column.${name}`),
    );
    const rows = entries.map((entry) => [
      formats.dateTime(entry.atMs),
      whoText(entry, t),
      actionText(entry.action, t),
      subjectText(entry.subject, t),
      entry.changes.map((change) => changeText(change, wording)).join("; "),
      entry.reason ?? "",
    ]);
    saveFile({ name: "audit.csv", text: toCsv([head, ...rows]), type: "text/csv" });
    say(t("audit.exported", { count: entries.length }));
  };
  return { isReading, start };
};

export const AuditSection = () => {
  const { t } = useTranslation();
  const formats = useFormats();
  const timezone = useTill((state) => state.store?.timezone ?? "UTC");
  const [choice, setChoice] = useState(ALL);
  const { found, readMore } = useAudit(choice, timezone);
  const wording = { t, formats };
  const file = useExport(choice, timezone, wording);
  return (
    <div className="audit">
      <Filters choice={choice} onChoose={setChoice} />
      {found?.entries.length === 0 ? (
        <div className="tw-empty">
          <b>{t("audit.noneTitle")}</b>
          <span>{t("audit.noneHint")}</span>
        </div>
      ) : (
        <ul className="audit-entries scroll" aria-label={t("office.audit")} tabIndex={0}>
          {found?.entries.map((entry) => (
            <Entry key={entry.id} entry={entry} wording={wording} />
          ))}
        </ul>
      )}
      <div className="audit-foot">
        <Key
          label={t("audit.more")}
          disabled={found === null || found.nextBeforeId === null}
          testId="audit-more"
          onPress={readMore}
        />
        <Key
          label={file.isReading ? t("audit.exporting") : t("audit.export")}
          disabled={file.isReading}
          testId="audit-export"
          onPress={() => void file.start()}
        />
      </div>
    </div>
  );
};
