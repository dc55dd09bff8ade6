/** Owns changing one right of one role: the grant, and where something is counted, a limit and what holds above it. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { MEASURE_OF, type Permission } from "../../../../domain/staff/permission.ts";
import type { Grant, Right } from "../../../../domain/staff/rights.ts";
import { onBack } from "../../../commands/go-back.ts";
import { errorSentence } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { useGranted } from "../../../controls/use-granted.ts";
import { DialogFrame } from "../../../dialogs/DialogFrame.tsx";
import type { Formats } from "../../../formatting/formats.ts";
import { useFormats } from "../../../formatting/store-formats.ts";
import { permissionText } from "../../../texts/permission-text.ts";
import { roleText } from "../../../texts/role-text.ts";
import { call } from "../../../transport/link.ts";

const GRANTS: readonly Grant[] = ["allowed", "approval", "denied"];

interface RightEditorProps {
  readonly roleCode: string;
  readonly roleName: string | null;
  readonly permission: Permission;
  readonly right: Right;
  readonly onClose: () => void;
}

const GrantKeys = ({
  chosen,
  onChoose,
}: {
  readonly chosen: Grant;
  readonly onChoose: (grant: Grant) => void;
}) => {
  const { t } = useTranslation();
  return (
    <div className="roles-grants">
      {GRANTS.map((grant) => (
        <Key
          key={grant}
          label={t(`roles.${grant}`)}
          pressed={grant === chosen}
          onPress={() => onChoose(grant)}
        />
      ))}
    </div>
  );
};

const limitText = (limit: number | null, isPercent: boolean, formats: Formats): string => {
  if (limit === null) {
    return "";
  }
  return isPercent ? formats.quantity(limit * 10) : formats.plainAmount(limit);
};

const useRight = ({ roleCode, permission, right, onClose }: RightEditorProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const isPercent = MEASURE_OF[permission] === "percentBp";
  const [grant, setGrant] = useState(right.grant);
  const [beyond, setBeyond] = useState(right.beyond);
  const [limit, setLimit] = useState(limitText(right.limit, isPercent, formats));
  const [problem, setProblem] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    const hasLimit = limit.trim() !== "";
    const parsed = isPercent ? formats.parsePercent(limit) : formats.parseAmount(limit);
    if (hasLimit && !parsed.ok) {
      setProblem(t(`number.${parsed.error}`));
      return;
    }
    const changed: Right =
      hasLimit && parsed.ok ? { grant, limit: parsed.value, beyond } : { grant, limit: null, beyond: grant };
    const result = await call("role.setRight", { roleCode, permission, right: changed });
    if (result.ok) {
      onClose();
    } else {
      setProblem(errorSentence(result.error));
    }
  };
  return { isPercent, grant, setGrant, beyond, setBeyond, limit, setLimit, problem, save };
};

export const RightEditor = (props: RightEditorProps) => {
  const { t } = useTranslation();
  const update = useGranted("role:update");
  const { onClose } = props;
  useEffect(
    () =>
      onBack(() => {
        onClose();
        return true;
      }),
    [onClose],
  );
  const { isPercent, grant, setGrant, beyond, setBeyond, limit, setLimit, problem, save } = useRight(props);
  return (
    <DialogFrame
      title={`${roleText(props.roleCode, t, props.roleName)}: ${permissionText(props.permission, t)}`}
      size={560}
      onClose={props.onClose}
    >
      <GrantKeys chosen={grant} onChoose={setGrant} />
      {MEASURE_OF[props.permission] === undefined ? null : (
        <>
          <label className="staff-field">
            <span className="tw-soft">{t(isPercent ? "roles.limitPercent" : "roles.limitAmount")}</span>
            <input
              className="tw-field"
              inputMode="decimal"
              autoComplete="off"
              value={limit}
              onChange={(event) => setLimit(event.currentTarget.value)}
            />
          </label>
          {limit.trim() === "" ? null : (
            <>
              <p className="tw-soft">{t("roles.above")}</p>
              <GrantKeys chosen={beyond} onChoose={setBeyond} />
            </>
          )}
        </>
      )}
      <p className="dialog-problem" role="alert">
        {problem}
      </p>
      <Key tall look="main" label={t("dialog.save")} {...update} onPress={() => void save()} />
    </DialogFrame>
  );
};
