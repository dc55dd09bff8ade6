/** Owns choosing the receipt printer: what kind of connection, where, how wide its paper is, and which one steps in. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PrinterSetupView } from "../../../contracts/ipc/devices.ts";
import { sayError } from "../../commands/say-error.ts";
import { Key } from "../../controls/Key.tsx";
import { useGranted } from "../../controls/use-granted.ts";
import { say } from "../../stores/screen-store.ts";
import { call } from "../../transport/link.ts";
import type { DrawerSetup } from "../../../domain/printing/printer-setup.ts";
import { DrawerFields } from "./DrawerFields.tsx";
import { PlaceField } from "./PlaceField.tsx";

const KINDS = ["virtual", "tcp", "serial", "file", "queue"] as const;
type Kind = (typeof KINDS)[number];

const EXAMPLES: Readonly<Record<Kind, string>> = {
  virtual: "",
  tcp: "10.0.0.8:9100",
  serial: "/dev/ttyUSB0?baud=38400",
  file: "/dev/usb/lp0",
  queue: "Receipts",
};

const kindOf = (address: string): Kind => KINDS.find((kind) => address.startsWith(`${kind}://`)) ?? "virtual";
const placeOf = (address: string): string => {
  const place = address.replace(/^[a-z]+:\/\//, "");
  return kindOf(address) === "queue" ? decodeURIComponent(place) : place;
};
/** Names of queues have blanks and brackets. */
const addressOf = (kind: Kind, place: string): string => {
  const typed = place.trim();
  if (kind === "virtual" || typed === "") {
    return "";
  }
  return `${kind}://${kind === "queue" ? encodeURIComponent(typed) : typed}`;
};

interface Draft {
  readonly kind: Kind;
  readonly place: string;
  readonly backupAddress: string;
  readonly profile: string;
  readonly drawer: DrawerSetup;
}

const draftOf = ({ address, backupAddress, profile, drawer }: PrinterSetupView): Draft => ({
  kind: kindOf(address),
  place: placeOf(address),
  backupAddress,
  profile,
  drawer,
});

/** What is in use, read once when the screen opens. */
const useSetup = () => {
  const [setup, setSetup] = useState<PrinterSetupView | null>(null);
  useEffect(() => {
    void call("devices.printer", {}).then((result) => setSetup(result.ok ? result.value : null));
  }, []);
  return [setup, setSetup] as const;
};

interface PartProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly configure: ReturnType<typeof useGranted>;
}

const KindKeys = ({ draft, change, configure }: PartProps) => {
  const { t } = useTranslation();
  return (
    <div className="simulate-keys" role="group" aria-label={t("printerSetup.kind")}>
      {KINDS.map((kind) => (
        <Key
          key={kind}
          label={t(`printerSetup.kind_${kind}`)}
          {...configure}
          pressed={draft.kind === kind}
          onPress={() => change({ kind, place: kind === draft.kind ? draft.place : "" })}
        />
      ))}
    </div>
  );
};

const PlaceFields = ({ draft, change }: Omit<PartProps, "configure">) => {
  const { t } = useTranslation();
  return draft.kind === "virtual" ? null : (
    <>
      <PlaceField
        label={t(`printerSetup.place_${draft.kind}`)}
        hint={EXAMPLES[draft.kind]}
        value={draft.place}
        onChange={(place) => change({ place })}
      />
      <PlaceField
        label={t("printerSetup.backup")}
        hint="tcp://10.0.0.9"
        value={draft.backupAddress}
        onChange={(backupAddress) => change({ backupAddress })}
      />
    </>
  );
};

const ProfileKeys = ({
  draft,
  change,
  configure,
  profiles,
}: PartProps & Pick<PrinterSetupView, "profiles">) => {
  const { t } = useTranslation();
  return (
    <div className="simulate-keys simulate-keys-two" role="group" aria-label={t("printerSetup.paper")}>
      <b>{t("printerSetup.paper")}</b>
      {profiles.map(({ name, columns }) => (
        <Key
          key={name}
          label={`${name} · ${t("printerSetup.columns", { count: columns })}`}
          {...configure}
          pressed={draft.profile === name}
          onPress={() => change({ profile: name })}
        />
      ))}
    </div>
  );
};

export const PrinterSetup = () => {
  const { t } = useTranslation();
  const configure = useGranted("device:configure");
  const [setup, setSetup] = useSetup();
  const [changed, setChanged] = useState<Draft | null>(null);
  if (setup === null) {
    return null;
  }
  if (setup.isFixed) {
    return (
      <section className="device tw-card">
        <h2>{t("printerSetup.title")}</h2>
        <p className="tw-soft">{t("printerSetup.fixed")}</p>
      </section>
    );
  }
  const draft = changed ?? draftOf(setup);
  const change = (part: Partial<Draft>): void => setChanged({ ...draft, ...part });
  const isIncomplete = draft.kind !== "virtual" && draft.place.trim() === "";
  const use = async (): Promise<void> => {
    const result = await call("devices.setPrinter", {
      address: addressOf(draft.kind, draft.place),
      backupAddress: draft.kind === "virtual" ? "" : draft.backupAddress.trim(),
      profile: draft.profile,
      drawer: draft.drawer,
    });
    if (!result.ok) {
      sayError(result.error);
      return;
    }
    setSetup(result.value);
    setChanged(null);
    say(t("printerSetup.inUse"));
  };
  return (
    <section className="device tw-card" data-testid="printer-setup">
      <h2>{t("printerSetup.title")}</h2>
      <KindKeys draft={draft} change={change} configure={configure} />
      <PlaceFields draft={draft} change={change} />
      <ProfileKeys draft={draft} change={change} configure={configure} profiles={setup.profiles} />
      <DrawerFields
        drawer={draft.drawer}
        disabled={configure.disabled === true}
        onChange={(drawer) => change({ drawer })}
      />
      <Key
        label={t("printerSetup.use")}
        look="main"
        {...configure}
        disabled={configure.disabled === true || changed === null || isIncomplete}
        onPress={() => void use()}
      />
    </section>
  );
};
