/** Owns adding a role like another one, and naming or taking away one that the shop added. Main decides and says why not. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { RoleView } from "../../../../contracts/ipc/staff.ts";
import type { Result } from "../../../../domain/result.ts";
import { onBack } from "../../../commands/go-back.ts";
import { errorSentence } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { LabelledField } from "../../../controls/LabelledField.tsx";
import { useGranted } from "../../../controls/use-granted.ts";
import { DialogFrame } from "../../../dialogs/DialogFrame.tsx";
import { call } from "../../../transport/link.ts";
import type { TillError } from "../../../transport/till-client.ts";
import { RoleKeys } from "../staff/RoleKeys.tsx";

interface RoleEditorProps {
  /** null: a new one. */
  readonly role: RoleView | null;
  readonly onClose: () => void;
}

const useRole = ({ role, onClose }: RoleEditorProps) => {
  const [name, setName] = useState(role?.name ?? "");
  const [like, setLike] = useState("cashier");
  const [sure, setSure] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const finish = async (answer: Promise<Result<unknown, TillError>>): Promise<void> => {
    const result = await answer;
    if (result.ok) {
      onClose();
    } else {
      setSure(false);
      setProblem(errorSentence(result.error));
    }
  };
  const save = async (): Promise<void> => {
    const named = name.trim();
    if (named !== "") {
      await finish(
        role === null
          ? call("role.create", { name: named, like })
          : call("role.rename", { roleCode: role.code, name: named }),
      );
    }
  };
  const remove = async (): Promise<void> => {
    if (role !== null && sure) {
      await finish(call("role.remove", { roleCode: role.code }));
    } else {
      setSure(true);
    }
  };
  return { name, setName, like, setLike, sure, problem, save, remove };
};

export const RoleEditor = (props: RoleEditorProps) => {
  const { t } = useTranslation();
  const update = useGranted("role:update");
  const { role, onClose } = props;
  const { name, setName, like, setLike, sure, problem, save, remove } = useRole(props);
  useEffect(
    () =>
      onBack(() => {
        onClose();
        return true;
      }),
    [onClose],
  );
  return (
    <DialogFrame title={role?.name ?? t("roles.add")} size={560} onClose={onClose}>
      <LabelledField
        first
        label={t("roles.name")}
        value={name}
        maxLength={30}
        onChange={setName}
        onEnter={() => void save()}
      />
      {role === null ? (
        <>
          <p className="tw-soft">{t("roles.like")}</p>
          <RoleKeys chosen={like} onChoose={setLike} />
        </>
      ) : null}
      <p className="dialog-problem" role="alert">
        {problem}
      </p>
      <Key
        tall
        look="main"
        label={t("dialog.save")}
        hint={update.hint}
        disabled={update.disabled === true || name.trim() === ""}
        onPress={() => void save()}
      />
      {role === null ? null : (
        <Key
          look="danger"
          label={sure ? t("roles.removeSure", { name: role.name ?? "" }) : t("roles.remove")}
          {...update}
          onPress={() => void remove()}
        />
      )}
    </DialogFrame>
  );
};
