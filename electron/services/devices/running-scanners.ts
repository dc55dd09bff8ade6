/** Owns the serial scanners that run now, each as it is set, and what is seen of them: state, trouble, scans so far. */
import type {
  DisplayConfig,
  ScaleConfig,
  ScannerConfig,
  ScannerView,
} from "../../../contracts/ipc/serial-devices.ts";
import type { FrameProblem } from "../../../drivers/scanner/code-frames.ts";
import { createSerialScanner, type SerialScanner } from "../../../drivers/scanner/serial-scanner.ts";
import type { SerialPorts } from "../../../drivers/serial/serial-ports.ts";

export interface RunningScanners {
  readonly closeAllBut: (wanted: readonly ScannerConfig[]) => Promise<void>;
  readonly open: (wanted: readonly ScannerConfig[]) => void;
  readonly beep: (id: string, good: boolean) => void;
  readonly view: () => readonly ScannerView[];
}

interface RunningScannersDeps {
  readonly serialPorts: SerialPorts;
  readonly onDevicesChange: () => void;
  readonly onCode: (code: string, source: string) => void;
}

interface RunningScanner {
  readonly config: ScannerConfig;
  readonly scanner: SerialScanner;
  problem: FrameProblem | null;
  scans: number;
}

export const createRunningScanners = (deps: RunningScannersDeps): RunningScanners => {
  const running = new Map<string, RunningScanner>();
  const start = (config: ScannerConfig): void => {
    const scanner = createSerialScanner(deps.serialPorts, scannerOptions(config), {
      onCode: (code) => {
        entry.scans += 1;
        entry.problem = null;
        deps.onDevicesChange();
        deps.onCode(code, config.id);
      },
      onProblem: (problem) => {
        entry.problem = problem;
        deps.onDevicesChange();
        scanner.beep(false);
      },
      onState: deps.onDevicesChange,
    });
    const entry: RunningScanner = { config, scanner, problem: null, scans: 0 };
    running.set(config.id, entry);
  };
  return {
    closeAllBut: async (wanted) => {
      const gone = [...running.values()].filter(({ config }) => !wanted.some((each) => same(each, config)));
      for (const { config } of gone) {
        running.delete(config.id);
      }
      await Promise.all(gone.map(({ scanner }) => scanner.close()));
    },
    open: (wanted) => {
      for (const config of wanted) {
        if (!running.has(config.id)) {
          start(config);
        }
      }
    },
    beep: (id, good) => running.get(id)?.scanner.beep(good),
    view: () =>
      [...running.values()].map(({ config, scanner, problem, scans }) => ({
        id: config.id,
        name: config.name,
        path: config.device.path,
        state: scanner.state(),
        problem,
        scans,
      })),
  };
};

export const same = (left: unknown, right: unknown): boolean =>
  JSON.stringify(left) === JSON.stringify(right);

export const lineOf = ({ baudRate, dataBits, parity }: ScannerConfig | ScaleConfig | DisplayConfig) => ({
  baudRate,
  dataBits,
  parity,
});

const scannerOptions = (config: ScannerConfig) => ({
  device: config.device,
  settings: lineOf(config),
  prefix: config.prefix,
  suffix: config.suffix,
  goodBeep: bytesOf(config.goodBeep),
  badBeep: bytesOf(config.badBeep),
});

/** Of pairs of hexadecimal digits. */
export const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.replaceAll(/\s/g, "").match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
