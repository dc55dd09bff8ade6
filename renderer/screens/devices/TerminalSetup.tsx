/** Owns choosing the card terminal: the simulated one, or one on the network by its address. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { TerminalSetupView } from "../../../contracts/ipc/devices.ts";
import { sayError } from "../../commands/say-error.ts";
import { Key } from "../../controls/Key.tsx";
import { useGranted } from "../../controls/use-granted.ts";
import { say } from "../../stores/screen-store.ts";
import { call } from "../../transport/link.ts";
import { PlaceField } from "./PlaceField.tsx";

const KINDS = ["simulated", "tcp"] as const;
type Kind = (typeof KINDS)[number];

interface Draft {
  readonly kind: Kind;
  readonly place: string;
}

const draftOf = ({ address }: TerminalSetupView): Draft => ({
  kind: address === "" ? "simulated" : "tcp",
  place: address.replace(/^tcp:\/\//, ""),
});

const addressOf = ({ kind, place }: Draft): string => (kind === "simulated" ? "" : `tcp://${place.trim()}`);

export const TerminalSetup = () => {
  const { t } = useTranslation();
  const configure = useGranted("device:configure");
  const [setup, setSetup] = useState<TerminalSetupView | null>(null);
  const [changed, setChanged] = useState<Draft | null>(null);
  useEffect(() => {
    void call("devices.terminal", {}).then((result) => setSetup(result.ok ? result.value : null));
  }, []);
  if (setup === null) {
    return null;
  }
  if (setup.isFixed) {
    return (
      <section className="device tw-card">
        <h2>{t("terminalSetup.title")}</h2>
        <p className="tw-soft">{t("terminalSetup.fixed")}</p>
      </section>
    );
  }
  const draft = changed ?? draftOf(setup);
  const use = async (): Promise<void> => {
    const result = await call("devices.setTerminal", { address: addressOf(draft) });
    if (!result.ok) {
      sayError(result.error);
      return;
    }
    setSetup(result.value);
    setChanged(null);
    say(t("terminalSetup.inUse"));
  };
  return (
    <section className="device tw-card" data-testid="terminal-setup">
      <h2>{t("terminalSetup.title")}</h2>
      <div className="simulate-keys" role="group" aria-label={t("terminalSetup.kind")}>
        {KINDS.map((kind) => (
          <Key
            key={kind}
            label={t(`terminalSetup.kind_${kind}`)}
            {...configure}
            pressed={draft.kind === kind}
            onPress={() => setChanged({ ...draft, kind })}
          />
        ))}
      </div>
      {draft.kind === "simulated" ? null : (
        <PlaceField
          label={t("terminalSetup.place")}
          hint="10.0.0.9:9200"
          value={draft.place}
          onChange={(place) => setChanged({ ...draft, place })}
        />
      )}
      <Key
        look="main"
        label={t("terminalSetup.use")}
        {...configure}
        disabled={
          configure.disabled === true ||
          changed === null ||
          (draft.kind === "tcp" && draft.place.trim() === "")
        }
        onPress={() => void use()}
      />
    </section>
  );
};
