/** Owns choosing the receipt printer: what kind of connection, where, how wide its paper is, and which one steps in. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PrinterProfileView, PrinterSetupView } from "../../../contracts/ipc/devices.ts";
import { sayError } from "../../commands/say-error.ts";
import { Key } from "../../controls/Key.tsx";
import { useGranted } from "../../controls/use-granted.ts";
import { say } from "../../stores/screen-store.ts";
import { call } from "../../transport/link.ts";
import type { DrawerSetup, PrinterModel } from "../../../domain/printing/printer-setup.ts";
import { Choice } from "./Choice.tsx";
import { DrawerFields } from "./DrawerFields.tsx";
import { FoundPrinters } from "./FoundPrinters.tsx";
import { PlaceField } from "./PlaceField.tsx";
import { ProfileDetails } from "./ProfileDetails.tsx";

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

interface Draft extends PrinterModel {
  readonly kind: Kind;
  readonly place: string;
  readonly backupAddress: string;
  readonly backup: PrinterModel | null;
  readonly drawer: DrawerSetup;
}

const draftOf = ({ address, backupAddress, profile, changes, backup, drawer }: PrinterSetupView): Draft => ({
  kind: kindOf(address),
  place: placeOf(address),
  backupAddress,
  profile,
  changes,
  backup,
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
      <FoundPrinters kind={draft.kind} place={draft.place} onPick={(place) => change({ place })} />
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
          onPress={() => change({ profile: name, changes: null })}
        />
      ))}
    </div>
  );
};

const modelOf = (profiles: readonly PrinterProfileView[], name: string): PrinterProfileView | undefined =>
  profiles.find((profile) => profile.name === name);

const LIKE_THE_FIRST = "";

/** Its own model and details, or the first one's. */
const BackupModel = ({
  draft,
  change,
  configure,
  profiles,
}: PartProps & Pick<PrinterSetupView, "profiles">) => {
  const { t } = useTranslation();
  const { backup } = draft;
  const model = modelOf(profiles, backup?.profile ?? LIKE_THE_FIRST);
  return (
    <>
      <div className="printer-field">
        <Choice
          label={t("printerSetup.backupModel")}
          options={[LIKE_THE_FIRST, ...profiles.map(({ name }) => name)]}
          value={backup?.profile ?? LIKE_THE_FIRST}
          textOf={(name) => (name === LIKE_THE_FIRST ? t("printerSetup.likeTheFirst") : name)}
          onChange={(profile) =>
            change({ backup: profile === LIKE_THE_FIRST ? null : { profile, changes: null } })
          }
        />
      </div>
      {backup === null || model === undefined ? null : (
        <ProfileDetails
          key={`backup ${model.name}`}
          model={model}
          changes={backup.changes}
          disabled={configure.disabled === true}
          onChange={(changes) => change({ backup: { ...backup, changes } })}
        />
      )}
    </>
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
  const isRefused = configure.disabled === true;
  const model = modelOf(setup.profiles, draft.profile);
  const isIncomplete = draft.kind !== "virtual" && draft.place.trim() === "";
  const use = async (): Promise<void> => {
    const result = await call("devices.setPrinter", {
      address: addressOf(draft.kind, draft.place),
      backupAddress: draft.kind === "virtual" ? "" : draft.backupAddress.trim(),
      profile: draft.profile,
      changes: draft.changes,
      backup: draft.backupAddress.trim() === "" ? null : draft.backup,
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
      {model === undefined ? null : (
        <ProfileDetails
          key={model.name}
          model={model}
          changes={draft.changes}
          disabled={isRefused}
          onChange={(changes) => change({ changes })}
        />
      )}
      {draft.kind === "virtual" || draft.backupAddress.trim() === "" ? null : (
        <BackupModel draft={draft} change={change} configure={configure} profiles={setup.profiles} />
      )}
      <DrawerFields drawer={draft.drawer} disabled={isRefused} onChange={(drawer) => change({ drawer })} />
      <Key
        label={t("printerSetup.use")}
        look="main"
        {...configure}
        disabled={isRefused || changed === null || isIncomplete}
        onPress={() => void use()}
      />
    </section>
  );
};
