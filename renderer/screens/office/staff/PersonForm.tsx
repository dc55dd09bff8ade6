/** Owns changing one person: name and role, a new PIN, a badge, and letting them go. Main decides and says why not. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { StaffMemberView } from "../../../../contracts/ipc/staff.ts";
import type { Result } from "../../../../domain/result.ts";
import { errorSentence } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { MIN_PIN_DIGITS } from "../../../controls/use-pin-entry.ts";
import { useGranted } from "../../../controls/use-granted.ts";
import { say } from "../../../stores/screen-store.ts";
import { call } from "../../../transport/link.ts";
import type { TillError } from "../../../transport/till-client.ts";
import { RoleKeys } from "./RoleKeys.tsx";
import { StaffField } from "./StaffField.tsx";

interface PersonFormProps {
  readonly person: StaffMemberView;
  readonly onChanged: () => void;
  readonly onGone: () => void;
}

interface PersonChange extends PersonFormProps {
  /** Says what was done, or why not. */
  readonly tell: (answer: Promise<Result<unknown, TillError>>, done: string) => Promise<boolean>;
}

const NameAndRole = ({ person, onChanged, tell }: PersonChange) => {
  const { t } = useTranslation();
  const update = useGranted("staff:update");
  const [form, setForm] = useState({ name: person.name, roleCode: person.roleCode });
  const changed = form.name.trim() !== person.name || form.roleCode !== person.roleCode;
  const save = async (): Promise<void> => {
    const change = { staffId: person.id, name: form.name.trim(), roleCode: form.roleCode };
    if (changed && change.name !== "" && (await tell(call("staff.update", change), t("staff.saved")))) {
      onChanged();
    }
  };
  return (
    <>
      <StaffField
        label={t("staff.name")}
        value={form.name}
        onChange={(name) => setForm((before) => ({ ...before, name }))}
        onEnter={() => void save()}
      />
      <RoleKeys
        chosen={form.roleCode}
        onChoose={(roleCode) => setForm((before) => ({ ...before, roleCode }))}
      />
      <Key
        label={t("dialog.save")}
        look="main"
        hint={update.hint}
        disabled={update.disabled === true || !changed}
        onPress={() => void save()}
      />
    </>
  );
};

const NewPin = ({ person, tell }: PersonChange) => {
  const { t } = useTranslation();
  const update = useGranted("staff:update");
  const [pin, setPin] = useState("");
  const save = async (): Promise<void> => {
    if (
      pin.length >= MIN_PIN_DIGITS &&
      (await tell(call("staff.setPin", { staffId: person.id, pin }), t("staff.pinSet")))
    ) {
      setPin("");
    }
  };
  return (
    <div className="staff-pin">
      <StaffField
        secret
        label={t("staff.newPin")}
        value={pin}
        onChange={setPin}
        onEnter={() => void save()}
      />
      <Key
        label={t("staff.setPin")}
        disabled={update.disabled === true || pin.length < MIN_PIN_DIGITS}
        onPress={() => void save()}
      />
    </div>
  );
};

const Badge = ({ person, onChanged, tell }: PersonChange) => {
  const { t } = useTranslation();
  const update = useGranted("staff:update");
  const [made, setMade] = useState<string | null>(null);
  const make = async (): Promise<void> => {
    const answer = call("staff.makeBadge", { staffId: person.id });
    if (await tell(answer, t("staff.badgeMade"))) {
      const result = await answer;
      setMade(result.ok ? result.value.badge : null);
      onChanged();
    }
  };
  const remove = async (): Promise<void> => {
    setMade(null);
    if (await tell(call("staff.removeBadge", { staffId: person.id }), t("staff.badgeGone"))) {
      onChanged();
    }
  };
  return (
    <>
      <div className="staff-keys">
        <Key
          label={t(person.hasBadge ? "staff.newBadge" : "staff.makeBadge")}
          {...update}
          onPress={() => void make()}
        />
        {person.hasBadge ? (
          <Key label={t("staff.removeBadge")} {...update} onPress={() => void remove()} />
        ) : null}
      </div>
      {made === null ? null : (
        <p className="staff-badge" role="status">
          <code className="tw-selectable">{made}</code>
          <span className="tw-soft">{t("staff.badgeOnce")}</span>
        </p>
      )}
    </>
  );
};

const LetGo = ({ person, onGone, tell }: PersonChange) => {
  const { t } = useTranslation();
  const update = useGranted("staff:update");
  const [sure, setSure] = useState(false);
  const remove = async (): Promise<void> => {
    if (!sure) {
      setSure(true);
    } else if (await tell(call("staff.remove", { staffId: person.id }), t("staff.removed"))) {
      onGone();
    } else {
      setSure(false);
    }
  };
  return (
    <Key
      look="danger"
      label={sure ? t("staff.removeSure", { name: person.name }) : t("staff.remove")}
      {...update}
      onPress={() => void remove()}
    />
  );
};

export const PersonForm = (props: PersonFormProps) => {
  const [problem, setProblem] = useState<string | null>(null);
  const tell: PersonChange["tell"] = async (answer, done) => {
    const result = await answer;
    setProblem(result.ok ? null : errorSentence(result.error));
    if (result.ok) {
      say(done);
    }
    return result.ok;
  };
  const change = { ...props, tell };
  return (
    <>
      <h2 className="tw-heading">{props.person.name}</h2>
      <NameAndRole {...change} />
      <NewPin {...change} />
      <Badge {...change} />
      <LetGo {...change} />
      <p className="dialog-problem" role="alert">
        {problem}
      </p>
    </>
  );
};
