/** Owns making the virtual printer and the simulated terminal misbehave, to see what the till does then. */
import { useTranslation } from "react-i18next";
import type { Payload } from "../../../contracts/ipc.ts";
import {
  PRINTER_BEHAVIOURS,
  type DevicesView,
  type TerminalBehaviour,
} from "../../../contracts/ipc/devices.ts";
import { sayError } from "../../commands/say-error.ts";
import { Key } from "../../controls/Key.tsx";
import { useTill } from "../../stores/till-store.ts";
import { useGrant } from "../../stores/use-grant.ts";
import { call } from "../../transport/link.ts";

const TERMINAL: readonly TerminalBehaviour[] = ["approve", "decline", "timeout"];

const simulate = async (payload: Payload<"devices.simulate">): Promise<void> => {
  const result = await call("devices.simulate", payload);
  if (result.ok) {
    useTill.setState({ devices: result.value });
  } else {
    sayError(result.error);
  }
};

export const Simulation = ({ devices }: { readonly devices: DevicesView }) => {
  const { t } = useTranslation();
  const permitted = useGrant("device:configure") !== "denied";
  const { printer, terminal } = devices;
  if (printer.behaviour === null && terminal.behaviour === null) {
    return null;
  }
  return (
    <section className="device tw-card">
      <h2>{t("simulate.title")}</h2>
      <p className="tw-soft">{permitted ? t("simulate.hint") : t("simulate.managerOnly")}</p>
      {printer.behaviour === null ? null : (
        <div className="simulate-keys" role="group" aria-label={t("simulate.printer")}>
          <b>{t("simulate.printer")}</b>
          {PRINTER_BEHAVIOURS.map((behaviour) => (
            <Key
              key={behaviour}
              label={t(`simulate.printer_${behaviour}`)}
              disabled={!permitted}
              pressed={printer.behaviour === behaviour}
              onPress={() => void simulate({ printer: behaviour })}
            />
          ))}
        </div>
      )}
      {terminal.behaviour === null ? null : (
        <div className="simulate-keys" role="group" aria-label={t("simulate.terminal")}>
          <b>{t("simulate.terminal")}</b>
          {TERMINAL.map((behaviour) => (
            <Key
              key={behaviour}
              label={t(`simulate.terminal_${behaviour}`)}
              disabled={!permitted}
              pressed={terminal.behaviour === behaviour}
              onPress={() => void simulate({ terminal: behaviour })}
            />
          ))}
        </div>
      )}
    </section>
  );
};
