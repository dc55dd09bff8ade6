/** Owns finding ports and saying which is a scanner and which the scale; a scan made meanwhile is shown, not sold. */
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type {
  ListedPortView,
  ScaleConfig,
  ScannerConfig,
  SerialConfig,
} from "../../../contracts/ipc/serial-devices.ts";
import { takeScans } from "../../commands/handle-scan.ts";
import { sayError } from "../../commands/say-error.ts";
import { Key } from "../../controls/Key.tsx";
import { playSound } from "../../scanning/sounds.ts";
import { say } from "../../stores/screen-store.ts";
import { call } from "../../transport/link.ts";
import { ScaleFields, ScannerFields } from "./SerialFields.tsx";

const LINE = { baudRate: 9600, dataBits: 8, parity: "none" } as const;

const identityOf = ({ path, vendorId, productId, serialNumber }: ListedPortView) => ({
  path,
  vendorId,
  productId,
  serialNumber,
});

/** The first number that no scanner has. */
const freeNumber = (scanners: readonly ScannerConfig[]): number => {
  const taken = new Set(scanners.map(({ id }) => id));
  let number = 1;
  while (taken.has(`scanner-${String(number)}`)) {
    number += 1;
  }
  return number;
};

const newScanner = (port: ListedPortView, number: number, word: string): ScannerConfig => ({
  id: `scanner-${String(number)}`,
  name: `${word} ${String(number)}`,
  device: identityOf(port),
  ...LINE,
  prefix: "",
  suffix: "",
  goodBeep: "",
  badBeep: "",
});

const newScale = (port: ListedPortView, name: string): ScaleConfig => ({
  name,
  device: identityOf(port),
  ...LINE,
  protocol: "continuous",
});

const usePorts = () => {
  const [ports, setPorts] = useState<readonly ListedPortView[]>([]);
  const find = useCallback(async (): Promise<void> => {
    const result = await call("serial.ports", {});
    if (result.ok) {
      setPorts(result.value);
    } else {
      sayError(result.error);
    }
  }, []);
  useEffect(() => void find(), [find]);
  return { ports, find };
};

const useConfig = () => {
  const [stored, setStored] = useState<SerialConfig | null>(null);
  const [draft, setDraft] = useState<SerialConfig | null>(null);
  useEffect(() => {
    void call("serial.config", {}).then((result) => {
      if (result.ok) {
        setStored(result.value);
        setDraft(result.value);
      }
    });
  }, []);
  const save = async (said: string): Promise<void> => {
    const result = draft === null ? null : await call("serial.setConfig", draft);
    if (result?.ok === true) {
      setStored(result.value);
      say(said);
    } else if (result !== null) {
      sayError(result.error);
    }
  };
  return { draft, setDraft, save, isChanged: JSON.stringify(stored) !== JSON.stringify(draft) };
};

/** A scan while this is open proves the scanner and sells nothing. */
const useTestScan = (): string | null => {
  const [code, setCode] = useState<string | null>(null);
  useEffect(
    () =>
      takeScans((scanned) => {
        setCode(scanned);
        playSound("ok");
        return Promise.resolve();
      }),
    [],
  );
  return code;
};

interface PortRowProps {
  readonly port: ListedPortView;
  readonly onScanner: () => void;
  readonly onScale: () => void;
}

const PortRow = ({ port, onScanner, onScale }: PortRowProps) => {
  const { t } = useTranslation();
  const ids = port.vendorId === null ? [] : [`${port.vendorId}:${port.productId ?? ""}`];
  const details = [port.manufacturer, ...ids, port.serialNumber].filter((text) => text !== null);
  return (
    <li className="serial-port" data-testid="serial-port">
      <span>
        <b>{port.path}</b>
        <small className="tw-soft">{details.join(" · ")}</small>
      </span>
      <Key label={t("serial.asScanner")} onPress={onScanner} />
      <Key label={t("serial.asScale")} onPress={onScale} />
    </li>
  );
};

interface AssignProps {
  readonly onScanner: (port: ListedPortView) => void;
  readonly onScale: (port: ListedPortView) => void;
}

const Ports = ({ onScanner, onScale }: AssignProps) => {
  const { t } = useTranslation();
  const { ports, find } = usePorts();
  const [path, setPath] = useState("");
  const typed: ListedPortView = {
    path: path.trim(),
    vendorId: null,
    productId: null,
    serialNumber: null,
    manufacturer: null,
  };
  return (
    <>
      <h2 className="tw-heading">{t("serial.ports")}</h2>
      <ul className="serial-ports">
        {ports.map((port) => (
          <PortRow
            key={port.path}
            port={port}
            onScanner={() => onScanner(port)}
            onScale={() => onScale(port)}
          />
        ))}
      </ul>
      {ports.length === 0 ? <p className="tw-soft">{t("serial.noPorts")}</p> : null}
      <div className="serial-typed">
        <label>
          <span className="tw-soft">{t("serial.typedPort")}</span>
          <input
            className="tw-field"
            autoComplete="off"
            maxLength={200}
            placeholder="COM3, /dev/ttyUSB0"
            value={path}
            onChange={(event) => setPath(event.currentTarget.value)}
          />
        </label>
        <Key label={t("serial.asScanner")} disabled={typed.path === ""} onPress={() => onScanner(typed)} />
        <Key label={t("serial.asScale")} disabled={typed.path === ""} onPress={() => onScale(typed)} />
        <Key label={t("serial.findAgain")} onPress={() => void find()} />
      </div>
    </>
  );
};

export const SerialSetup = () => {
  const { t } = useTranslation();
  const { draft, setDraft, save, isChanged } = useConfig();
  const code = useTestScan();
  if (draft === null) {
    return null;
  }
  const { scanners } = draft;
  const setScanners = (changed: readonly ScannerConfig[]): void => setDraft({ ...draft, scanners: changed });
  return (
    <section className="serial-setup tw-card scroll" aria-label={t("serial.setUp")}>
      <Ports
        onScanner={(port) =>
          setScanners([...scanners, newScanner(port, freeNumber(scanners), t("serial.scanner"))])
        }
        onScale={(port) => setDraft({ ...draft, scale: newScale(port, t("serial.scale")) })}
      />
      {scanners.map((scanner) => (
        <ScannerFields
          key={scanner.id}
          scanner={scanner}
          onChange={(changed) =>
            setScanners(scanners.map((each) => (each.id === changed.id ? changed : each)))
          }
          onRemove={() => setScanners(scanners.filter(({ id }) => id !== scanner.id))}
        />
      ))}
      {draft.scale === null ? null : (
        <ScaleFields
          scale={draft.scale}
          onChange={(scale) => setDraft({ ...draft, scale })}
          onRemove={() => setDraft({ ...draft, scale: null })}
        />
      )}
      <div className="serial-save">
        <Key
          look="main"
          label={t("serial.save")}
          disabled={!isChanged}
          onPress={() => void save(t("serial.saved"))}
        />
        <span className="tw-soft" role="status" data-testid="test-scan">
          {code === null ? t("serial.tryScan") : t("serial.scanned", { code })}
        </span>
      </div>
    </section>
  );
};
