/** Owns choosing a role: one key for each that there is. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Key } from "../../../controls/Key.tsx";
import { roleText } from "../../../texts/role-text.ts";
import type { RoleView } from "../../../../contracts/ipc/staff.ts";
import { call } from "../../../transport/link.ts";

interface RoleKeysProps {
  readonly chosen: string;
  readonly onChoose: (roleCode: string) => void;
}

export const RoleKeys = ({ chosen, onChoose }: RoleKeysProps) => {
  const { t } = useTranslation();
  const [roles, setRoles] = useState<readonly RoleView[]>([]);
  useEffect(() => {
    void call("role.list", {}).then((result) => {
      if (result.ok) {
        setRoles(result.value);
      }
    });
  }, []);
  return (
    <div className="staff-keys" role="group" aria-label={t("staff.role")}>
      {roles.map(({ code, name }) => (
        <Key
          key={code}
          label={roleText(code, t, name)}
          pressed={code === chosen}
          onPress={() => onChoose(code)}
        />
      ))}
    </div>
  );
};
