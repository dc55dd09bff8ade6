/**
 * Owns the serial scanners, the scale and the customer display of this till: which are set, that each runs as it is set, and what screens see of
 * them. A change of the settings reopens only the devices that it concerns. Codes go to the inbox, weights are less the
 * tare. A device in trouble is a state; nothing here waits for hardware.
 */
import {
  serialConfig,
  type DisplayConfig,
  type ReceivedScan,
  type ScaleReading,
  type SerialConfig,
  type SerialDevicesView,
} from "../../../contracts/ipc/serial-devices.ts";
import type { DisplayPicture } from "../../../domain/display/display-lines.ts";
import type { Result } from "../../../domain/result.ts";
import { noSerialPorts, type ListedPort, type SerialPorts } from "../../../drivers/serial/serial-ports.ts";
import type { SettingsDep } from "../deps.ts";
import { createDisplayHolder } from "./display-holder.ts";
import { createRunningScanners } from "./running-scanners.ts";
import { createScaleHolder } from "./scale-holder.ts";
import { createScanInbox, type ScanInbox } from "./scan-inbox.ts";

export interface SerialDevicesDeps extends SettingsDep {
  readonly serialPorts: SerialPorts;
  readonly onDevicesChange: () => void;
  /** The devices are as they were set. */
  readonly onApplied: () => void;
  readonly onScanReceived: (scan: ReceivedScan) => void;
  readonly onScaleReading: (reading: ScaleReading | null) => void;
}

export interface SerialDevices {
  readonly inbox: ScanInbox;
  /** Opens what is set. Until then nothing is touched. */
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  readonly config: () => SerialConfig;
  readonly setConfig: (config: SerialConfig, by: number) => void;
  readonly ports: () => Promise<readonly ListedPort[]>;
  readonly view: () => SerialDevicesView;
  /** On the customer display, if there is one. */
  readonly show: (picture: DisplayPicture) => void;
  /** The customer display in use. */
  readonly display: () => DisplayConfig | null;
  readonly reading: () => ScaleReading | null;
  readonly tare: (on: boolean) => Result<ScaleReading | null, { readonly type: "ScaleNotReady" }>;
  readonly zero: () => Result<null, { readonly type: "ScaleNotReady" }>;
}

/** Of a till without any. */
export const noSerialDevices: Omit<SerialDevicesDeps, "settings" | "onDevicesChange" | "onApplied"> = {
  serialPorts: noSerialPorts,
  onScanReceived: () => {},
  onScaleReading: () => {},
};

const KEY = "devices.serial";
const NONE: SerialConfig = {
  scanners: [],
  scale: null,
  display: null,
  keyboard: { prefix: "", suffix: "" },
};

export const createSerialDevices = (deps: SerialDevicesDeps): SerialDevices => {
  const inbox = createScanInbox({
    onReceived: deps.onScanReceived,
    beep: (source, good) => scanners.beep(source, good),
  });
  const scanners = createRunningScanners({ ...deps, onCode: inbox.receive });
  const scale = createScaleHolder(deps);
  const display = createDisplayHolder(deps);
  const read = (): SerialConfig => {
    const stored = deps.settings.get(KEY, (value) => serialConfig.safeParse(value).data ?? null);
    return (stored.ok ? stored.value : null) ?? NONE;
  };
  // One after the other: a port must be closed before it is opened for somebody else.
  let keyboard = NONE.keyboard;
  let applying: Promise<void> = Promise.resolve();
  const apply = (config: SerialConfig): Promise<void> => {
    const before = applying;
    const run = async (): Promise<void> => {
      await before;
      keyboard = config.keyboard;
      await Promise.all([
        scale.close(config.scale),
        display.close(config.display),
        scanners.closeAllBut(config.scanners),
      ]);
      scale.open(config.scale);
      display.open(config.display);
      scanners.open(config.scanners);
      deps.onDevicesChange();
      deps.onApplied();
    };
    applying = run();
    return applying;
  };
  return {
    inbox,
    start: () => void apply(read()),
    stop: () => apply(NONE),
    config: read,
    setConfig: (config, by) => {
      deps.settings.set(KEY, config, by);
      void apply(config);
    },
    ports: deps.serialPorts.list,
    view: () => ({ scanners: scanners.view(), scale: scale.view(), display: display.view(), keyboard }),
    show: display.show,
    display: display.config,
    reading: scale.reading,
    tare: scale.tare,
    zero: scale.zero,
  };
};
