/** Owns what is changed of a printer's model: its cutter, whether it answers questions, its numbers of code pages. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PrinterProfileView } from "../../../contracts/ipc/devices.ts";
import { CUTS, type ProfileChanges } from "../../../domain/printing/printer-setup.ts";
import { Key } from "../../controls/Key.tsx";
import { Choice, Labelled } from "./Choice.tsx";

interface ProfileDetailsProps {
  /** The model as it is without changes. */
  readonly model: PrinterProfileView;
  readonly changes: ProfileChanges | null;
  readonly disabled: boolean;
  readonly onChange: (changes: ProfileChanges | null) => void;
}

const MOST = 255;

const ANSWERS = ["yes", "no"] as const;

export const ProfileDetails = ({ model, changes, disabled, onChange }: ProfileDetailsProps) => {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(changes !== null);
  const { codePageNumbers, ...now } = changes ?? model.usual;
  const numbers = { ...model.usual.codePageNumbers, ...codePageNumbers };
  const change = (part: Partial<ProfileChanges>): void =>
    onChange({ ...now, codePageNumbers: numbers, ...part });
  if (!isOpen) {
    return <Key label={t("profileDetails.change")} disabled={disabled} onPress={() => setOpen(true)} />;
  }
  return (
    <fieldset className="drawer-fields profile-details" disabled={disabled} data-testid="profile-details">
      <legend>
        <b>{t("profileDetails.title", { name: model.name })}</b>
      </legend>
      <Choice
        label={t("profileDetails.cut")}
        options={CUTS}
        value={now.cut}
        textOf={(cut) => t(`profileDetails.cut_${cut}`)}
        onChange={(cut) => change({ cut })}
      />
      <Choice
        label={t("profileDetails.status")}
        options={ANSWERS}
        value={now.givesStatus ? "yes" : "no"}
        textOf={(answer) => t(`profileDetails.status_${answer}`)}
        onChange={(answer) => change({ givesStatus: answer === "yes" })}
      />
      {Object.keys(model.usual.codePageNumbers).map((page) => (
        <Labelled key={page} label={t("profileDetails.page", { page })}>
          <input
            className="tw-field"
            inputMode="numeric"
            autoComplete="off"
            maxLength={3}
            value={String(numbers[page] ?? 0)}
            onChange={(event) => {
              const number = Number(event.currentTarget.value.replaceAll(/\D/g, ""));
              change({ codePageNumbers: { ...numbers, [page]: Math.min(number, MOST) } });
            }}
          />
        </Labelled>
      ))}
      <Key
        label={t("profileDetails.usual")}
        onPress={() => {
          onChange(null);
          setOpen(false);
        }}
      />
    </fieldset>
  );
};
