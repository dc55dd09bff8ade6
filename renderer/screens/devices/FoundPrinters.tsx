/** Owns picking a printer from what was found: ports, device files and queues by themselves, the network when asked. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FoundPrinters as Found } from "../../../contracts/ipc/devices.ts";
import { sayError } from "../../commands/say-error.ts";
import { Key } from "../../controls/Key.tsx";
import { call } from "../../transport/link.ts";

interface FoundPrintersProps {
  readonly kind: "tcp" | "serial" | "file" | "queue";
  readonly place: string;
  readonly onPick: (place: string) => void;
}

const NAMES = { serial: "ports", file: "files", queue: "queues" } as const;

const useFound = (): Found | null => {
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    void call("devices.findPrinters", {}).then((result) => setFound(result.ok ? result.value : null));
  }, []);
  return found;
};

/** null: not asked yet. */
const useNetwork = () => {
  const [addresses, setAddresses] = useState<readonly string[] | null>(null);
  const [isLooking, setLooking] = useState(false);
  const look = async (): Promise<void> => {
    setLooking(true);
    const result = await call("devices.scanNetwork", {});
    setLooking(false);
    if (result.ok) {
      setAddresses(result.value);
    } else {
      sayError(result.error);
    }
  };
  return { addresses, isLooking, look };
};

export const FoundPrinters = ({ kind, place, onPick }: FoundPrintersProps) => {
  const { t } = useTranslation();
  const found = useFound();
  const { addresses, isLooking, look } = useNetwork();
  const places = kind === "tcp" ? addresses : (found?.[NAMES[kind]] ?? null);
  return (
    <div
      className="found-printers"
      role="group"
      aria-label={t("findPrinters.title")}
      data-testid="found-printers"
    >
      {kind === "tcp" ? (
        <Key
          label={t(isLooking ? "findPrinters.looking" : "findPrinters.look")}
          disabled={isLooking}
          onPress={() => void look()}
        />
      ) : null}
      {places?.length === 0 ? <p className="tw-soft">{t(`findPrinters.none_${kind}`)}</p> : null}
      {places?.map((each) => (
        <Key key={each} label={each} pressed={place === each} onPress={() => onPick(each)} />
      ))}
    </div>
  );
};
