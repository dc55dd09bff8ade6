/** Owns the table of rights: what each role may do, needs approval for, or is denied; a cell opens to be changed. */
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { RoleView } from "../../../../contracts/ipc/staff.ts";
import { PERMISSIONS, type Permission } from "../../../../domain/staff/permission.ts";
import type { Right } from "../../../../domain/staff/rights.ts";
import { sayError } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { useGranted } from "../../../controls/use-granted.ts";
import { useFormats } from "../../../formatting/store-formats.ts";
import { measureText, permissionText } from "../../../texts/permission-text.ts";
import { roleText } from "../../../texts/role-text.ts";
import { call } from "../../../transport/link.ts";
import { RoleEditor } from "./RoleEditor.tsx";
import { RightEditor } from "./RightEditor.tsx";
import "./roles.css";

const useRoles = () => {
  const [roles, setRoles] = useState<readonly RoleView[]>([]);
  const read = useCallback(async (): Promise<void> => {
    const result = await call("role.list", {});
    if (result.ok) {
      setRoles(result.value);
    } else {
      sayError(result.error);
    }
  }, []);
  useEffect(() => void read(), [read]);
  return { roles, read };
};

const RightText = ({ permission, right }: { readonly permission: Permission; readonly right: Right }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <>
      <b className={`right-${right.grant}`}>{t(`roles.${right.grant}`)}</b>
      {right.limit === null ? null : (
        <small>
          {t("roles.upTo", { figure: measureText(permission, right.limit, formats) })}
          {" · "}
          {t(`roles.then_${right.beyond}`)}
        </small>
      )}
    </>
  );
};

interface RoleNameProps {
  readonly code: string;
  readonly name: string | null;
  readonly onPress: () => void;
}

/** A role that the shop added opens to be named anew or taken away. */
const RoleName = ({ code, name, onPress }: RoleNameProps) => {
  const { t } = useTranslation();
  return name === null ? (
    roleText(code, t)
  ) : (
    <button type="button" className="roles-name" title={t("roles.change")} onClick={onPress}>
      {name}
    </button>
  );
};

/** No role has it as its code. */
const NEW = "";

export const RolesSection = () => {
  const { t } = useTranslation();
  const { roles, read } = useRoles();
  const [open, setOpen] = useState<{ readonly roleCode: string; readonly permission: Permission } | null>(
    null,
  );
  const [naming, setNaming] = useState<string | null>(null);
  const update = useGranted("role:update");
  const openRight = roles.find(({ code }) => code === open?.roleCode);
  return (
    <div className="roles">
      <table className="office-table roles-table">
        <thead>
          <tr>
            <th scope="col">{t("roles.permission")}</th>
            {roles.map(({ code, name }) => (
              <th key={code} scope="col">
                <RoleName code={code} name={name} onPress={() => setNaming(code)} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {PERMISSIONS.map((permission) => (
            <tr key={permission}>
              <th scope="row">{permissionText(permission, t)}</th>
              {roles.map(({ code, rights }) => (
                <td key={code}>
                  <button
                    type="button"
                    className="roles-cell"
                    data-testid={`${code} ${permission}`}
                    onClick={() => setOpen({ roleCode: code, permission })}
                  >
                    <RightText permission={permission} right={rights[permission]} />
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="roles-add">
        <Key label={t("roles.add")} {...update} onPress={() => setNaming(NEW)} />
      </div>
      {naming === null ? null : (
        <RoleEditor
          role={roles.find(({ code }) => code === naming) ?? null}
          onClose={() => {
            setNaming(null);
            void read();
          }}
        />
      )}
      {open === null || openRight === undefined ? null : (
        <RightEditor
          {...open}
          roleName={openRight.name}
          right={openRight.rights[open.permission]}
          onClose={() => {
            setOpen(null);
            void read();
          }}
        />
      )}
    </div>
  );
};
