/** Owns taking somebody on: name, role and their first PIN. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { errorSentence } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { MIN_PIN_DIGITS } from "../../../controls/use-pin-entry.ts";
import { say } from "../../../stores/screen-store.ts";
import { call } from "../../../transport/link.ts";
import { RoleKeys } from "./RoleKeys.tsx";
import { StaffField } from "./StaffField.tsx";

export const NewPersonForm = ({ onAdded }: { readonly onAdded: (staffId: number) => void }) => {
  const { t } = useTranslation();
  const [form, setForm] = useState({ name: "", roleCode: "cashier", pin: "" });
  const [problem, setProblem] = useState<string | null>(null);
  const change = (changed: Partial<typeof form>): void => setForm((before) => ({ ...before, ...changed }));
  const ready = form.name.trim() !== "" && form.pin.length >= MIN_PIN_DIGITS;
  const add = async (): Promise<void> => {
    if (!ready) {
      return;
    }
    const result = await call("staff.create", { ...form, name: form.name.trim() });
    if (!result.ok) {
      setProblem(errorSentence(result.error));
      return;
    }
    say(t("staff.added", { name: result.value.name }));
    onAdded(result.value.id);
  };
  return (
    <>
      <h2 className="tw-heading">{t("staff.add")}</h2>
      <StaffField
        label={t("staff.name")}
        value={form.name}
        onChange={(name) => change({ name })}
        onEnter={() => void add()}
      />
      <RoleKeys chosen={form.roleCode} onChoose={(roleCode) => change({ roleCode })} />
      <StaffField
        secret
        label={t("staff.pin")}
        value={form.pin}
        onChange={(pin) => change({ pin })}
        onEnter={() => void add()}
      />
      <p className="dialog-problem" role="alert">
        {problem}
      </p>
      <Key tall look="main" label={t("staff.addGo")} disabled={!ready} onPress={() => void add()} />
    </>
  );
};
