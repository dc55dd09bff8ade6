/** Owns how the cash drawer hangs on the printer: its pin, the length of its pulse, and whether it tells that it is open. */
import { useTranslation } from "react-i18next";
import { DRAWER_SENSORS, type DrawerSetup } from "../../../domain/printing/printer-setup.ts";
import { Choice } from "./Choice.tsx";

const PINS = ["2", "5"] as const;
const PULSES = ["20", "50", "100", "150", "200", "300", "500"];
const PAUSES = ["100", "200", "300", "400", "500"];

export const DrawerFields = ({
  drawer,
  disabled,
  onChange,
}: {
  readonly drawer: DrawerSetup;
  readonly disabled: boolean;
  readonly onChange: (drawer: DrawerSetup) => void;
}) => {
  const { t } = useTranslation();
  const pulse = String(drawer.onMs);
  const pause = String(drawer.offMs);
  return (
    <fieldset className="drawer-fields" disabled={disabled}>
      <legend>
        <b>{t("drawerSetup.title")}</b>
      </legend>
      <Choice
        label={t("drawerSetup.pin")}
        options={PINS}
        value={drawer.pin === 2 ? "2" : "5"}
        textOf={(pin) => pin}
        onChange={(pin) => onChange({ ...drawer, pin: pin === "2" ? 2 : 5 })}
      />
      <Choice
        label={t("drawerSetup.pulse")}
        options={PULSES.includes(pulse) ? PULSES : [pulse, ...PULSES]}
        value={pulse}
        textOf={(ms) => ms}
        onChange={(ms) => onChange({ ...drawer, onMs: Number(ms) })}
      />
      <Choice
        label={t("drawerSetup.pause")}
        options={PAUSES.includes(pause) ? PAUSES : [pause, ...PAUSES]}
        value={pause}
        textOf={(ms) => ms}
        onChange={(ms) => onChange({ ...drawer, offMs: Number(ms) })}
      />
      <Choice
        label={t("drawerSetup.sensor")}
        options={DRAWER_SENSORS}
        value={drawer.sensor}
        textOf={(sensor) => t(`drawerSetup.sensor_${sensor}`)}
        onChange={(sensor) => onChange({ ...drawer, sensor })}
      />
    </fieldset>
  );
};
