/** Owns what a person reads when the till cannot open: what happened, what it means, what to do. */
import type { OpenDatabaseError } from "../../db/open-database.ts";
import type { BadPrinterAddress } from "./printer-from-address.ts";

export type OpenTillError =
  | { readonly type: "SecondInstance"; readonly dataDir: string }
  | { readonly type: "NoStore"; readonly dataDir: string }
  | { readonly type: "BrokenSetting"; readonly key: string }
  | { readonly type: "FolderRefused"; readonly dataDir: string; readonly detail: string }
  | { readonly type: "KeyUnreadable"; readonly path: string; readonly detail: string }
  | { readonly type: "KeyMissing"; readonly path: string }
  | BadPrinterAddress
  | { readonly type: "BadTerminalAddress"; readonly address: string }
  | { readonly type: "KeyChanged"; readonly path: string }
  | OpenDatabaseError;

export const openTillMessage = (error: OpenTillError): string => {
  switch (error.type) {
    case "SecondInstance":
      return `A till is already open on ${error.dataDir}. Use its window, or close it first.`;
    case "NoStore":
      return `There is no store in ${error.dataDir} yet. Start with --demo for the demo store.`;
    case "BrokenSetting":
      return `The setting "${error.key}" cannot be read. Nothing was changed; restore a backup or set it again.`;
    case "FolderRefused":
      return `The folder ${error.dataDir} cannot be used (${plain(error.detail)}). Check that it can be written.`;
    case "KeyUnreadable":
      return `The till's key ${error.path} cannot be read (${plain(error.detail)}). Put it back; nothing was changed.`;
    case "KeyMissing":
      return `The till's key ${error.path} is gone, and the journal cannot go on without it. Put it back, or restore a backup, which goes on with a new key: npm run restore -- FILE. Nothing was changed.`;
    case "BadPrinterAddress":
      return `"${error.address}" is no printer's address. Write tcp://10.0.0.8:9100 or serial:///dev/ttyUSB0?baud=9600, or leave TILLWRIGHT_PRINTER empty for the virtual printer.`;
    case "BadTerminalAddress":
      return `"${error.address}" is no card terminal's address. Write tcp://10.0.0.9:9200, or leave TILLWRIGHT_TERMINAL empty for the terminal that the shop chose.`;
    case "KeyChanged":
      return `The till's key ${error.path} is not the one that signed this journal. Put the right key back; nothing was changed.`;
    default:
      return databaseMessage(error);
  }
};

/** Without the codes that Node, SQLite and OpenSSL put before and after their words. */
const plain = (detail: string): string =>
  detail.startsWith("error:")
    ? "it is not a key"
    : detail.replace(/^[A-Z][A-Z0-9_]+: /, "").replace(/,? \w+ '[^']*'$/, "");

const databaseMessage = (error: OpenDatabaseError): string => {
  switch (error.type) {
    case "SqliteTooOld":
      return `This machine's SQLite is ${error.found}; the till needs ${error.needed} or newer.`;
    case "DiskFull":
      return `The disk with ${error.path} is full. Nothing is lost. Free some space and start again.`;
    case "ReadOnly":
      return `${error.path} cannot be written (read-only file, folder or disk). Nothing is lost. Make it writable and start again.`;
    case "Corrupt":
    case "NotADatabase":
      return `${error.path} is damaged and was left as it is. Restore the newest backup from the folder "backups" beside it: npm run restore -- FILE.`;
    case "InUse":
      return `${error.path} is in use by another program. Close it and start again.`;
    case "CannotOpen":
    case "DiskError":
      return `${error.path} cannot be opened (${plain(error.detail)}). Nothing was changed.`;
    case "NotATillDatabase":
      return "The database belongs to another program. Nothing was changed; choose another data folder.";
    case "MigrationFailed":
      return `Updating the database failed at ${error.name} (${error.reason}). The old version is untouched.`;
    default:
      return `The database cannot be used (${error.type}). Nothing was changed; install the matching version of Tillwright.`;
  }
};
