/** Owns the last look before a restore: what the backup holds, what would be lost, and typing the till's name to do it. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { LostByRestore, RehearsalView } from "../../../../contracts/ipc/backups.ts";
import { onBack } from "../../../commands/go-back.ts";
import { sayError } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { useFormats } from "../../../formatting/store-formats.ts";
import { say } from "../../../stores/screen-store.ts";
import { call } from "../../../transport/link.ts";

const Lost = ({ lost }: { readonly lost: LostByRestore }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const rows: readonly (readonly [string, number, string])[] = [
    [t("backup.lost.sales"), lost.sales, formats.money(lost.salesMinor)],
    [t("backup.lost.refunds"), lost.refunds, formats.money(lost.refundsMinor)],
    [t("backup.lost.zReports"), lost.zReports, ""],
    [t("backup.lost.auditEntries"), lost.auditEntries, ""],
    [t("backup.lost.configurationChanges"), lost.configurationChanges, ""],
    [t("backup.lost.entries"), lost.entries, ""],
    [t("backup.lost.openBasketLines"), lost.openBasketLines, ""],
    [t("backup.lost.parkedBaskets"), lost.parkedBaskets, ""],
  ];
  const some = rows.filter(([, count]) => count > 0);
  if (some.length === 0) {
    return <p className="tw-save">{t("backup.lost.nothing")}</p>;
  }
  return (
    <>
      <p>{t("backup.lost.title")}</p>
      <table className="backup-lost" data-testid="backup-lost">
        <tbody>
          {some.map(([name, count, money]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="tw-number">{formats.count(count)}</td>
              <td className="tw-number">{money}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {lost.firstReceipt === null ? null : (
        <p className="tw-soft">
          {t("backup.lost.receipts", { first: lost.firstReceipt, last: lost.lastReceipt ?? "" })}
        </p>
      )}
    </>
  );
};

interface FieldsProps {
  readonly till: string;
  readonly confirmation: string;
  readonly reason: string;
  readonly onConfirm: (text: string) => void;
  readonly onReason: (text: string) => void;
}

const Fields = ({ till, confirmation, reason, onConfirm, onReason }: FieldsProps) => {
  const { t } = useTranslation();
  return (
    <div className="restore-fields">
      <label>
        <span className="tw-label">{t("backup.reason")}</span>
        <input
          className="tw-field"
          maxLength={200}
          value={reason}
          onChange={(event) => onReason(event.currentTarget.value)}
        />
      </label>
      <label>
        <span className="tw-label">{t("backup.typeTill", { till })}</span>
        <input
          className="tw-field"
          maxLength={64}
          autoCapitalize="characters"
          value={confirmation}
          data-testid="restore-confirmation"
          onChange={(event) => onConfirm(event.currentTarget.value)}
        />
      </label>
    </div>
  );
};

interface RestorePanelProps {
  readonly rehearsal: RehearsalView;
  /** What must be typed. */
  readonly till: string;
  readonly onBack: () => void;
}

export const RestorePanel = ({ rehearsal, till, onBack: goBack }: RestorePanelProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const [confirmation, setConfirmation] = useState("");
  const [reason, setReason] = useState("");
  const [isRestoring, setRestoring] = useState(false);
  useEffect(
    () =>
      onBack(() => {
        goBack();
        return true;
      }),
    [goBack],
  );
  const restore = async (): Promise<void> => {
    setRestoring(true);
    const result = await call("backup.restore", { path: rehearsal.path, confirmation, reason });
    setRestoring(false);
    if (result.ok) {
      say(t("backup.restored", { file: result.value.setAside }));
    } else {
      sayError(result.error);
    }
  };
  const { facts, lost } = rehearsal;
  return (
    <div className="restore" data-testid="restore">
      <h2>{t("backup.restoreTitle")}</h2>
      <p className="tw-soft backup-file">{rehearsal.path}</p>
      <p>
        {t("backup.holds", {
          count: facts.sales,
          until: facts.newestAtMs === null ? "–" : formats.dateTime(facts.newestAtMs),
        })}
      </p>
      {lost === null ? <p className="tw-bad">{t("backup.lost.unknown")}</p> : <Lost lost={lost} />}
      <p className="tw-soft">{t("backup.afterwards", { receipt: rehearsal.nextReceipt })}</p>
      <Fields
        till={till}
        confirmation={confirmation}
        reason={reason}
        onConfirm={setConfirmation}
        onReason={setReason}
      />
      <div className="books-task-keys">
        <Key
          tall
          look="danger"
          label={isRestoring ? t("backup.restoring") : t("backup.restore")}
          disabled={isRestoring || confirmation.trim().toUpperCase() !== till.toUpperCase()}
          testId="restore-go"
          onPress={() => void restore()}
        />
      </div>
    </div>
  );
};
