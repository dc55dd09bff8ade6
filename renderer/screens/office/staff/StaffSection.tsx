/** Owns the list of the people who may sign in at this till. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { StaffMemberView } from "../../../../contracts/ipc/staff.ts";
import { sayError } from "../../../commands/say-error.ts";
import { roleText } from "../../../texts/role-text.ts";
import { call } from "../../../transport/link.ts";

export const StaffSection = () => {
  const { t } = useTranslation();
  const [people, setPeople] = useState<readonly StaffMemberView[]>([]);
  useEffect(() => {
    void call("staff.list", {}).then((result) => {
      if (result.ok) {
        setPeople(result.value);
      } else {
        sayError(result.error);
      }
    });
  }, []);
  return (
    <table className="office-table">
      <thead>
        <tr>
          <th scope="col">{t("staff.name")}</th>
          <th scope="col">{t("staff.role")}</th>
          <th scope="col">{t("staff.badge")}</th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.id}>
            <td>{person.name}</td>
            <td>{roleText(person.roleCode, t)}</td>
            <td>{person.hasBadge ? t("staff.hasBadge") : t("staff.noBadge")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
