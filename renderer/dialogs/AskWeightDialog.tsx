/**
 * Owns asking for an item's weight: the scale's live weight, taken with Enter while nothing is typed and it is stable, or
 * a typed one. Without a scale it is typed.
 */
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { ScaleReading } from "../../contracts/ipc/serial-devices.ts";
import { addProduct } from "../commands/basket-actions.ts";
import { errorSentence, sayError } from "../commands/say-error.ts";
import { Key } from "../controls/Key.tsx";
import { useFormats } from "../formatting/store-formats.ts";
import type { Dialog } from "../stores/screen-store.ts";
import { useTill } from "../stores/till-store.ts";
import { call } from "../transport/link.ts";
import { FigureDialog } from "./FigureDialog.tsx";

const sellable = (reading: ScaleReading | null): number | null =>
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

const ScalePanel = () => {
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
        ? t(reading.isStable ? "serial.stable" : "serial.moving")
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
        <Key label={t("serial.zero")} onPress={() => void setZero()} />
      </span>
    </section>
  );
};

export const AskWeightDialog = ({
  dialog,
}: {
  readonly dialog: Extract<Dialog, { readonly kind: "askWeight" }>;
}) => {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <FigureDialog
      title={t("dialog.askWeight", { name: dialog.product.name })}
      unit={t("unit.kilo")}
      start=""
      parse={formats.parseQuantity}
      goLabel={t("dialog.add")}
      above={<ScalePanel />}
      whenEmpty={() => sellable(useTill.getState().scale)}
      onSubmit={async (quantityMilli, isOffered) => {
        const error = await addProduct(dialog.product.id, {
          quantityMilli,
          fromScale: isOffered,
          ...(dialog.unitPriceMinor === null ? {} : { unitPriceMinor: dialog.unitPriceMinor }),
        });
        return error === null ? null : errorSentence(error);
      }}
    />
  );
};
