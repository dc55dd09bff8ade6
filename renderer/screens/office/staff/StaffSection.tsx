/** Owns the people who may sign in at this till: the list, and beside it the one that is being changed or added. */
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { StaffMemberView } from "../../../../contracts/ipc/staff.ts";
import { sayError } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { useGranted } from "../../../controls/use-granted.ts";
import { roleText } from "../../../texts/role-text.ts";
import { call } from "../../../transport/link.ts";
import { NewPersonForm } from "./NewPersonForm.tsx";
import { PersonForm } from "./PersonForm.tsx";
import { SessionRules } from "./SessionRules.tsx";
import "./staff.css";

const usePeople = () => {
  const [people, setPeople] = useState<readonly StaffMemberView[]>([]);
  const read = useCallback(async (): Promise<void> => {
    const result = await call("staff.list", {});
    if (result.ok) {
      setPeople(result.value);
    } else {
      sayError(result.error);
    }
  }, []);
  useEffect(() => void read(), [read]);
  return { people, read };
};

interface PersonKeyProps {
  readonly person: StaffMemberView;
  readonly pressed: boolean;
  readonly onPress: () => void;
}

const PersonKey = ({ person, pressed, onPress }: PersonKeyProps) => {
  const { t } = useTranslation();
  return (
    <Key
      className="staff-person"
      pressed={pressed}
      onPress={onPress}
      label={
        <>
          <b>{person.name}</b>
          <small>
            {roleText(person.roleCode, t, person.roleName)}
            {person.hasBadge ? ` · ${t("staff.hasBadge")}` : ""}
          </small>
        </>
      }
    />
  );
};

export const StaffSection = () => {
  const { t } = useTranslation();
  const { people, read } = usePeople();
  const [chosen, setChosen] = useState<number | "new" | null>(null);
  const update = useGranted("staff:update");
  const person = people.find(({ id }) => id === chosen);
  return (
    <div className="staff">
      <div className="staff-list">
        {people.map((one) => (
          <PersonKey
            key={one.id}
            person={one}
            pressed={one.id === chosen}
            onPress={() => setChosen(one.id)}
          />
        ))}
        <Key label={t("staff.add")} {...update} pressed={chosen === "new"} onPress={() => setChosen("new")} />
      </div>
      <div className="staff-detail">
        {chosen === "new" ? (
          <NewPersonForm
            onAdded={(id) => {
              setChosen(id);
              void read();
            }}
          />
        ) : null}
        {person === undefined ? null : (
          <PersonForm
            key={person.id}
            person={person}
            onChanged={() => void read()}
            onGone={() => {
              setChosen(null);
              void read();
            }}
          />
        )}
        {chosen === null ? <SessionRules /> : null}
      </div>
    </div>
  );
};
