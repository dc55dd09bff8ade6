/** Owns what the status bar says of the printer and of its drawer, the most urgent first. */
import type { DevicesView } from "../../contracts/ipc/devices.ts";
import type { Translate } from "./i18n.ts";
import { printCauseText } from "./print-cause.ts";

interface StateText {
  readonly tone: "ok" | "near" | "bad";
  readonly text: string;
}

export const printerStateText = (printer: DevicesView["printer"], t: Translate): StateText => {
  if (printer.failed > 0) {
    return { tone: "bad", text: t("header.printerProblem", { count: printer.failed }) };
  }
  if (printer.state === "problem") {
    const cause = printCauseText(printer.cause ?? "offline", t);
    return { tone: "bad", text: t("header.printerCause", { cause }) };
  }
  if (printer.waiting > 0) {
    return { tone: "near", text: t("header.printerWaiting", { count: printer.waiting }) };
  }
  return printer.paperNearEnd
    ? { tone: "near", text: t("header.paperNearEnd") }
    : { tone: "ok", text: t("header.printerReady") };
};

/** null: it is shut, or open for a moment, or nobody knows. */
export const drawerNotice = ({ drawer }: DevicesView["printer"], t: Translate): StateText | null =>
  drawer === "leftOpen" ? { tone: "near", text: t("header.drawerOpen") } : null;
