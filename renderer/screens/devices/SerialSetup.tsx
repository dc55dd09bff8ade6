/** Owns finding ports and saying which is a scanner, the scale or the customer display; a scan made meanwhile is shown, not sold. */
import { useCallback, useEffect, useLayoutEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type {
  DisplayConfig,
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
import { DisplayFields, KeyboardFields, ScaleFields, ScannerFields } from "./SerialFields.tsx";

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
  zero: "",
});

const newDisplay = (port: ListedPortView, name: string): DisplayConfig => ({
  name,
  device: identityOf(port),
  ...LINE,
  protocol: "escpos",
  codePage: "ASCII",
  welcome: { upper: "", lower: "" },
});

const testDisplay = async (said: string): Promise<void> => {
  const result = await call("display.test", {});
  if (result.ok) {
    say(said);
  } else {
    sayError(result.error);
  }
};

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
  useLayoutEffect(
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

const ROLES = ["scanner", "scale", "display"] as const;
type Role = (typeof ROLES)[number];
type Assign = (port: ListedPortView, role: Role) => void;

interface RoleKeysProps {
  readonly port: ListedPortView;
  readonly onAssign: Assign;
}

const RoleKeys = ({ port, onAssign }: RoleKeysProps) => {
  const { t } = useTranslation();
  return ROLES.map((role) => (
    <Key
      key={role}
      label={t(`serial.as_${role}`)}
      disabled={port.path === ""}
      onPress={() => onAssign(port, role)}
    />
  ));
};

const PortRow = ({ port, onAssign }: RoleKeysProps) => {
  const ids = port.vendorId === null ? [] : [`${port.vendorId}:${port.productId ?? ""}`];
  const details = [port.manufacturer, ...ids, port.serialNumber].filter((text) => text !== null);
  return (
    <li className="serial-port" data-testid="serial-port">
      <span>
        <b>{port.path}</b>
        <small className="tw-soft">{details.join(" · ")}</small>
      </span>
      <RoleKeys port={port} onAssign={onAssign} />
    </li>
  );
};

const Ports = ({ onAssign }: { readonly onAssign: Assign }) => {
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
          <PortRow key={port.path} port={port} onAssign={onAssign} />
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
        <RoleKeys port={typed} onAssign={onAssign} />
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
  const assign: Assign = (port, role) => {
    switch (role) {
      case "scanner":
        setScanners([...scanners, newScanner(port, freeNumber(scanners), t("serial.scanner"))]);
        return;
      case "scale":
        setDraft({ ...draft, scale: newScale(port, t("serial.scale")) });
        return;
      case "display":
        setDraft({ ...draft, display: newDisplay(port, t("serial.display")) });
    }
  };
  return (
    <section className="serial-setup tw-card scroll" aria-label={t("serial.setUp")}>
      <Ports onAssign={assign} />
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
      {draft.display === null ? null : (
        <DisplayFields
          display={draft.display}
          onChange={(display) => setDraft({ ...draft, display })}
          onRemove={() => setDraft({ ...draft, display: null })}
        />
      )}
      <KeyboardFields keyboard={draft.keyboard} onChange={(keyboard) => setDraft({ ...draft, keyboard })} />
      <div className="serial-save">
        <Key
          look="main"
          label={t("serial.save")}
          disabled={!isChanged}
          onPress={() => void save(t("serial.saved"))}
        />
        {draft.display === null ? null : (
          <Key
            label={t("serial.testDisplay")}
            disabled={isChanged}
            onPress={() => void testDisplay(t("serial.displayTested"))}
          />
        )}
        <span className="tw-soft" role="status" data-testid="test-scan">
          {code === null ? t("serial.tryScan") : t("serial.scanned", { code })}
        </span>
      </div>
    </section>
  );
};
