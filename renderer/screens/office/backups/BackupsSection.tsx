/** Owns backups on screen: making one, the list of them, trying one before it is restored, and proving the journal. */
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { BackupsView, BackupView, RehearsalView } from "../../../../contracts/ipc/backups.ts";
import { sayError } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { useFormats } from "../../../formatting/store-formats.ts";
import { say } from "../../../stores/screen-store.ts";
import { useTill } from "../../../stores/till-store.ts";
import { describeMakeBackupError } from "../../../texts/books-text.ts";
import { call } from "../../../transport/link.ts";
import { BooksTasks } from "./BooksTasks.tsx";
import { RestorePanel } from "./RestorePanel.tsx";
import "./backups.css";

const useBackups = (): { readonly view: BackupsView | null; readonly readAgain: () => void } => {
  const [view, setView] = useState<BackupsView | null>(null);
  const readAgain = useCallback(() => {
    void call("backup.list", {}).then((result) => {
      if (result.ok) {
        setView(result.value);
      } else {
        sayError(result.error);
      }
    });
  }, []);
  useEffect(readAgain, [readAgain]);
  return { view, readAgain };
};

const MakeBackup = ({ view, onMade }: { readonly view: BackupsView; readonly onMade: () => void }) => {
  const { t } = useTranslation();
  const [folder, setFolder] = useState(view.lastFolder ?? "");
  const isBusy = useTill((state) => state.booksProgress !== null);
  const make = async (): Promise<void> => {
    const result = await call("backup.create", { folder: folder.trim() === "" ? null : folder.trim() });
    if (!result.ok) {
      sayError(result.error);
      return;
    }
    say(result.value.sameDisk ? t("backup.madeSameDisk") : t("backup.made"));
    onMade();
  };
  return (
    <div className="backup-make">
      <label>
        <span className="tw-label">{t("backup.folder")}</span>
        <input
          className="tw-field"
          value={folder}
          maxLength={1000}
          placeholder={view.ownFolder}
          data-testid="backup-folder"
          onChange={(event) => setFolder(event.currentTarget.value)}
        />
        <small className="tw-soft">{t("backup.folderHint")}</small>
      </label>
      <Key
        tall
        look="main"
        label={t("backup.make")}
        disabled={isBusy}
        testId="backup-make"
        onPress={() => void make()}
      />
    </div>
  );
};

interface RowProps {
  readonly backup: BackupView;
  readonly canRestore: boolean;
  readonly onCheck: (path: string) => void;
  readonly onTry: (path: string) => void;
}

const STATE_LOOKS = { verified: "tw-chip-save", broken: "tw-chip-bad", unchecked: "tw-chip-quiet" } as const;

const Row = ({ backup, canRestore, onCheck, onTry }: RowProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const isBusy = useTill((state) => state.booksProgress !== null);
  return (
    <li className="backup-row" data-testid="backup-row">
      <span>
        <b>{formats.dateTime(backup.madeAtMs)}</b>{" "}
        <span className={`tw-chip ${STATE_LOOKS[backup.state]}`}>{t(`backup.state.${backup.state}`)}</span>
        <small className="tw-soft">
          {t(`backup.kind.${backup.kind}`)} · {formats.megabytes(backup.sizeBytes)}
          {backup.sales === null ? "" : ` · ${t("backup.sales", { count: backup.sales })}`}
        </small>
        <small className="tw-soft backup-file">{backup.path}</small>
      </span>
      <Key label={t("backup.check")} disabled={isBusy} onPress={() => onCheck(backup.path)} />
      {canRestore ? (
        <Key
          label={t("backup.tryRestore")}
          disabled={isBusy || backup.state === "broken"}
          testId="backup-try"
          onPress={() => onTry(backup.path)}
        />
      ) : null}
    </li>
  );
};

const OtherFile = ({ onTry }: { readonly onTry: (path: string) => void }) => {
  const { t } = useTranslation();
  const [path, setPath] = useState("");
  const isBusy = useTill((state) => state.booksProgress !== null);
  return (
    <div className="backup-make">
      <label>
        <span className="tw-label">{t("backup.otherFile")}</span>
        <input
          className="tw-field"
          value={path}
          maxLength={1000}
          onChange={(event) => setPath(event.currentTarget.value)}
        />
      </label>
      <Key
        tall
        label={t("backup.tryRestore")}
        disabled={isBusy || path.trim() === ""}
        onPress={() => onTry(path.trim())}
      />
    </div>
  );
};

export const BackupsSection = () => {
  const { t } = useTranslation();
  const formats = useFormats();
  const { view, readAgain } = useBackups();
  const [rehearsal, setRehearsal] = useState<RehearsalView | null>(null);
  const canRestore = useTill((state) => (state.staff?.grants["backup:restore"] ?? "denied") !== "denied");
  if (view === null) {
    return null;
  }
  if (rehearsal !== null) {
    return <RestorePanel rehearsal={rehearsal} till={view.till} onBack={() => setRehearsal(null)} />;
  }
  const check = async (path: string): Promise<void> => {
    const result = await call("backup.check", { path });
    if (result.ok) {
      say(t("backup.isWhole", { count: result.value.sales }));
    } else {
      sayError(result.error);
    }
    readAgain();
  };
  const tryRestore = async (path: string): Promise<void> => {
    const result = await call("backup.rehearse", { path });
    if (result.ok) {
      setRehearsal(result.value);
    } else {
      sayError(result.error);
      readAgain();
    }
  };
  return (
    <div className="backups">
      {view.dailyProblem === null ? (
        <p className="tw-soft">{t("backup.dailyHint")}</p>
      ) : (
        <p className="tw-bad" role="alert">
          {t("backup.dailyFailed", { problem: describeMakeBackupError(view.dailyProblem, { t, formats }) })}
        </p>
      )}
      <MakeBackup view={view} onMade={readAgain} />
      <BooksTasks />
      <ul className="backup-rows" aria-label={t("office.backups")}>
        {view.backups.map((backup) => (
          <Row
            key={backup.path}
            backup={backup}
            canRestore={canRestore}
            onCheck={(path) => void check(path)}
            onTry={(path) => void tryRestore(path)}
          />
        ))}
      </ul>
      {view.backups.length === 0 ? <p className="tw-soft">{t("backup.none")}</p> : null}
      {canRestore ? <OtherFile onTry={(path) => void tryRestore(path)} /> : null}
    </div>
  );
};
