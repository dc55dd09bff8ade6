/** Owns naming the scanner that a scan came from: as the shop called it, or as one that types like a keyboard. */
import type { ScannerView } from "../../contracts/ipc/serial-devices.ts";
import type { ScanSource } from "../scanning/scan-source.ts";
import type { Translate } from "./i18n.ts";

export const scanSourceText = (source: ScanSource, scanners: readonly ScannerView[], t: Translate): string =>
  source.kind === "keyboard"
    ? t("serial.fromKeyboard")
    : (scanners.find(({ id }) => id === source.scannerId)?.name ?? source.scannerId);
