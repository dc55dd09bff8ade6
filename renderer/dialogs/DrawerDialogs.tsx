/** Owns what is done with the drawer beside selling: cash in, cash out, to the safe, counting, and the X report. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { errorSentence, sayError } from "../commands/say-error.ts";
import { Key } from "../controls/Key.tsx";
import { useGranted } from "../controls/use-granted.ts";
import { useFormats } from "../formatting/store-formats.ts";
import { closeDialog, goTo, openDialog, say, type CashMove } from "../stores/screen-store.ts";
import { useTill } from "../stores/till-store.ts";
import { call } from "../transport/link.ts";
import { DialogFrame } from "./DialogFrame.tsx";
import { FigureDialog } from "./FigureDialog.tsx";
import { ReasonPicker } from "./ReasonPicker.tsx";

const PERMISSIONS = { payIn: "cash:payIn", payOut: "cash:payOut", safeDrop: "cash:safeDrop" } as const;

const MoveKey = ({ move, first }: { readonly move: CashMove; readonly first?: boolean }) => {
  const { t } = useTranslation();
  return (
    <Key
      tall
      label={t(`drawer.move.${move}`)}
      {...useGranted(PERMISSIONS[move])}
      first={first}
      onPress={() => openDialog({ kind: "moveCash", move })}
    />
  );
};

const readX = async (): Promise<void> => {
  const result = await call("report.x", { shiftId: null, print: false });
  if (result.ok) {
    goTo({ name: "shiftReport", view: result.value });
    return;
  }
  closeDialog();
  sayError(result.error);
};

/** Drawers of other people that are still open: with the right to it, they are counted and closed from here. */
const OtherDrawers = () => {
  const { t } = useTranslation();
  const shifts = useTill((state) => state.shifts);
  const granted = useGranted("shift:closeOther");
  const others = shifts?.open.filter(({ id }) => id !== shifts.current?.id) ?? [];
  return others.map((shift) => (
    <Key
      key={shift.id}
      tall
      label={t("drawer.countOther", { name: shift.openedByName })}
      {...granted}
      onPress={() => goTo({ name: "countShift", shift })}
    />
  ));
};

export const DrawerDialog = () => {
  const { t } = useTranslation();
  const formats = useFormats();
  const shift = useTill((state) => state.shifts?.current ?? null);
  const openKey = useGranted("shift:open");
  const closeKey = useGranted("shift:close");
  const noSaleKey = useGranted("drawer:open");
  const xKey = useGranted("report:x");
  if (shift === null) {
    return (
      <DialogFrame title={t("drawer.title")} size={520}>
        <p className="tw-soft">{t("error.NoShiftOpen")}</p>
        <Key
          tall
          look="main"
          label={t("shift.open")}
          {...openKey}
          first
          onPress={() => goTo({ name: "openShift" })}
        />
        <OtherDrawers />
      </DialogFrame>
    );
  }
  return (
    <DialogFrame title={t("drawer.title")} size={620}>
      <p className="tw-soft">
        {t("drawer.since", { name: shift.openedByName, time: formats.dateTime(shift.openedAtMs) })}
      </p>
      <div className="dialog-choices">
        <MoveKey move="payIn" first />
        <MoveKey move="payOut" />
        <MoveKey move="safeDrop" />
        <Key
          tall
          label={t("devices.openDrawer")}
          {...noSaleKey}
          onPress={() => openDialog({ kind: "openDrawer" })}
        />
        <Key tall label={t("drawer.x")} {...xKey} onPress={() => void readX()} />
        <Key
          tall
          look="main"
          label={t("drawer.count")}
          {...closeKey}
          onPress={() => goTo({ name: "countShift", shift })}
        />
      </div>
      <OtherDrawers />
    </DialogFrame>
  );
};

export const MoveCashDialog = ({ move }: { readonly move: CashMove }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const currency = useTill((state) => state.store?.currency ?? "");
  const [reason, setReason] = useState("");
  const send = (amountMinor: number) =>
    move === "safeDrop"
      ? call("cash.safeDrop", { amountMinor })
      : call(`cash.${move}`, { amountMinor, reason: reason.trim() });
  return (
    <FigureDialog
      title={t(`drawer.move.${move}`)}
      unit={currency}
      start=""
      parse={formats.parseAmount}
      goLabel={t(`drawer.move.${move}`)}
      onSubmit={async (amountMinor) => {
        if (amountMinor === 0) {
          return t("number.empty");
        }
        if (move !== "safeDrop" && reason.trim() === "") {
          return t("error.ReasonMissing");
        }
        const result = await send(amountMinor);
        if (!result.ok) {
          return errorSentence(result.error);
        }
        say(t(`drawer.moved.${move}`, { amount: formats.money(amountMinor) }));
        return null;
      }}
    >
      {move === "safeDrop" ? (
        <p className="tw-soft">{t("drawer.safeDropHint")}</p>
      ) : (
        <ReasonPicker kind={move} reason={reason} onReason={setReason} />
      )}
    </FigureDialog>
  );
};
