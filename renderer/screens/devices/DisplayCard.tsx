/** Owns the customer display among the devices: opening it, its light or dark look, and where its code leads. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DisplaySetup } from "../../../contracts/ipc/display.ts";
import { sayError } from "../../commands/say-error.ts";
import { Key } from "../../controls/Key.tsx";
import { LabelledField } from "../../controls/LabelledField.tsx";
import { useGranted } from "../../controls/use-granted.ts";
import { say } from "../../stores/screen-store.ts";
import { call } from "../../transport/link.ts";

/** The desktop program opens a window itself; a browser opens the address, which lets in to the display alone. */
const openDisplay = async (): Promise<void> => {
  const result = await call("customerScreen.open", {});
  if (!result.ok) {
    sayError(result.error);
    return;
  }
  if (result.value.address !== null) {
    window.open(result.value.address, "_blank", "noopener");
  }
};

const useSetup = () => {
  const { t } = useTranslation();
  const [setup, setSetup] = useState<DisplaySetup | null>(null);
  useEffect(() => {
    void call("customerScreen.setup", {}).then((result) => {
      if (result.ok) {
        setSetup(result.value);
      }
    });
  }, []);
  const save = async (wished: DisplaySetup): Promise<void> => {
    const result = await call("customerScreen.setSetup", wished);
    if (!result.ok) {
      say(result.error.type === "InvalidPayload" ? t("display.badLink") : t("display.notSaved"), "bad");
      return;
    }
    setSetup(result.value);
    say(t("display.saved_setup"));
  };
  return { setup, save };
};

const SetupFields = ({
  setup,
  onSave,
}: {
  readonly setup: DisplaySetup;
  readonly onSave: (setup: DisplaySetup) => Promise<void>;
}) => {
  const { t } = useTranslation();
  const granted = useGranted("device:configure");
  const [link, setLink] = useState(setup.joinLink ?? "");
  const joinLink = link.trim() === "" ? null : link.trim();
  return (
    <>
      <LabelledField
        label={t("display.link")}
        maxLength={300}
        testId="display-link"
        value={link}
        onChange={setLink}
        onEnter={() => void onSave({ ...setup, joinLink })}
      />
      <div className="display-keys">
        {(["light", "dark"] as const).map((theme) => (
          <Key
            key={theme}
            label={t(`display.${theme}`)}
            {...granted}
            pressed={setup.theme === theme}
            onPress={() => void onSave({ theme, joinLink })}
          />
        ))}
        <Key
          label={t("display.save")}
          {...granted}
          testId="display-save"
          onPress={() => void onSave({ ...setup, joinLink })}
        />
      </div>
    </>
  );
};

export const DisplayCard = () => {
  const { t } = useTranslation();
  const { setup, save } = useSetup();
  return (
    <section className="device tw-card">
      <h2>{t("display.title")}</h2>
      <p className="tw-soft">{t("display.hint")}</p>
      <Key label={t("display.open")} testId="display-open" onPress={() => void openDisplay()} />
      {setup === null ? null : <SetupFields setup={setup} onSave={save} />}
    </section>
  );
};
