/**
 * Owns the live weight of the scale with its keys: what lies there, whether it is at rest, tare and zero. A scale that
 * takes no command to zero has that key off, with the reason under it.
 */
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { ScaleReading } from "../../contracts/ipc/serial-devices.ts";
import { sayError } from "../commands/say-error.ts";
import { useFormats } from "../formatting/store-formats.ts";
import { useTill } from "../stores/till-store.ts";
import { call } from "../transport/link.ts";
import { Key } from "./Key.tsx";
import "./scale-panel.css";

export const sellable = (reading: ScaleReading | null): number | null =>
  reading !== null && reading.isStable && (reading.weightMilli ?? 0) > 0 ? reading.weightMilli : null;

const setTare = async (on: boolean): Promise<void> => {
  const result = await call("scale.tare", { on });
  if (!result.ok) {
    sayError(result.error);
  }
};

const setZero = async (): Promise<void> => {
  const result = await call("scale.zero", {});
  if (!result.ok) {
    sayError(result.error);
  }
};

interface ScalePanelProps {
  /** What is said of a weight at rest. */
  readonly stableText: string;
}

export const ScalePanel = ({ stableText }: ScalePanelProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const scale = useTill((state) => state.devices?.scale ?? null);
  const reading = useTill((state) => state.scale);
  useEffect(() => {
    void call("scale.reading", {}).then((result) => {
      if (result.ok) {
        useTill.setState({ scale: result.value });
      }
    });
  }, []);
  if (scale === null) {
    return null;
  }
  const kilo = t("unit.kilo");
  const stands =
    reading === null
      ? t("serial.noWeight")
      : reading.problem === null
        ? reading.isStable
          ? stableText
          : t("serial.moving")
        : t(`serial.weight_${reading.problem}`);
  return (
    <section className="weight-live" aria-label={t("serial.scale")}>
      <b data-testid="live-weight" className={sellable(reading) === null ? "tw-soft" : ""}>
        {reading?.weightMilli === null || reading === null
          ? "–"
          : `${formats.quantity(reading.weightMilli)} ${kilo}`}
      </b>
      <span className="tw-soft" role="status">
        {stands}
        {reading !== null && reading.tareMilli > 0
          ? ` ${t("serial.tareOf", { weight: `${formats.quantity(reading.tareMilli)} ${kilo}` })}`
          : null}
      </span>
      <span className="weight-live-keys">
        <Key
          label={t(reading !== null && reading.tareMilli > 0 ? "serial.tareOff" : "serial.tare")}
          onPress={() => void setTare(!(reading !== null && reading.tareMilli > 0))}
        />
        <Key label={t("serial.zero")} disabled={!scale.zeroes} onPress={() => void setZero()} />
      </span>
      {scale.zeroes ? null : <small className="tw-soft weight-live-why">{t("serial.noZero")}</small>}
    </section>
  );
};
