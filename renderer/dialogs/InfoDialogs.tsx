/** Owns the dialogs that only tell: all keys, prices that changed while parked. */
import { useTranslation } from "react-i18next";
import type { PriceChange } from "../../contracts/ipc/basket.ts";
import { COMMANDS } from "../commands/command-table.ts";
import { Key } from "../controls/Key.tsx";
import { useFormats } from "../formatting/store-formats.ts";
import { closeDialog } from "../stores/screen-store.ts";
import { DialogFrame } from "./DialogFrame.tsx";

const HelpRow = ({ shown, text }: { readonly shown: string; readonly text: string }) => (
  <div className="help-row">
    <kbd className="tw-kbd">{shown}</kbd>
    <span>{text}</span>
  </div>
);

export const HelpDialog = () => {
  const { t } = useTranslation();
  return (
    <DialogFrame title={t("help.title")} size={820}>
      <p className="tw-soft">{t("help.scan")}</p>
      <div className="help-columns">
        {COMMANDS.map((command) => (
          <HelpRow key={command.id} shown={command.shown} text={t(`command.${command.id}`)} />
        ))}
        <HelpRow shown="6 *" text={t("help.sixNext")} />
        <HelpRow shown="6 Enter" text={t("help.sixLine")} />
        <HelpRow shown="20 F12" text={t("help.twentyCash")} />
      </div>
    </DialogFrame>
  );
};

export const PriceChangesDialog = ({ changes }: { readonly changes: readonly PriceChange[] }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <DialogFrame title={t("parked.pricesChanged")} size={560}>
      <p className="tw-soft">{t("parked.pricesChangedHint")}</p>
      <ul className="price-list scroll dialog-scroll">
        {changes.map((change) => (
          <li key={change.lineId}>
            <span>{change.name}</span>
            <span className="tw-number">
              <s className="tw-old">{formats.amount(change.oldUnitPriceMinor)}</s>{" "}
              <b>{formats.amount(change.newUnitPriceMinor)}</b>
            </span>
          </li>
        ))}
      </ul>
      <Key tall look="main" label={t("dialog.understood")} hint="Enter" first onPress={closeDialog} />
    </DialogFrame>
  );
};
