/** Owns who is in a segment: its members, and naming somebody by hand with a reason. */
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CustomerSummary } from "../../../../contracts/ipc/customers.ts";
import type { SegmentMemberView } from "../../../../contracts/ipc/segments.ts";
import { sayError } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { LabelledField } from "../../../controls/LabelledField.tsx";
import { useGranted } from "../../../controls/use-granted.ts";
import { say } from "../../../stores/screen-store.ts";
import { call } from "../../../transport/link.ts";
import { CustomerPicker } from "../CustomerPicker.tsx";

const MOST_SHOWN = 100;

interface MembersProps {
  readonly segmentId: number;
  readonly onChanged: () => void;
}

const useMembers = (segmentId: number) => {
  const [members, setMembers] = useState<readonly SegmentMemberView[]>([]);
  const read = useCallback(async (): Promise<void> => {
    const result = await call("segment.members", { segmentId, after: "", limit: MOST_SHOWN });
    if (result.ok) {
      setMembers(result.value.members);
    } else {
      sayError(result.error);
    }
  }, [segmentId]);
  useEffect(() => void read(), [read]);
  return { members, read };
};

const AddByHand = ({ segmentId, onChanged }: MembersProps) => {
  const { t } = useTranslation();
  const update = useGranted("segment:update");
  const [reason, setReason] = useState("");
  const add = async (customer: CustomerSummary): Promise<void> => {
    const { customerRef } = customer;
    const result = await call("segment.addMember", { segmentId, customerRef, reason: reason.trim() });
    if (!result.ok) {
      sayError(result.error);
      return;
    }
    say(t("segments.added", { name: customer.name ?? t("segments.unnamed") }));
    onChanged();
  };
  return (
    <>
      <h3 className="tw-soft">{t("segments.add")}</h3>
      <LabelledField
        label={t("segments.reason")}
        testId="segments-reason"
        maxLength={200}
        value={reason}
        onChange={setReason}
      />
      <CustomerPicker
        testId="segments-find"
        hint={update.hint ?? t("segments.addGo")}
        disabled={update.disabled === true || reason.trim() === ""}
        onPick={(customer) => void add(customer)}
      />
    </>
  );
};

export const SegmentMembers = ({ segmentId, onChanged }: MembersProps) => {
  const { t } = useTranslation();
  const { members, read } = useMembers(segmentId);
  const update = useGranted("segment:update");
  const changed = (): void => {
    void read();
    onChanged();
  };
  const takeOut = async (customerRef: string): Promise<void> => {
    const result = await call("segment.removeMember", { segmentId, customerRef });
    if (!result.ok) {
      sayError(result.error);
    }
    changed();
  };
  return (
    <>
      <h3 className="tw-soft">{t("segments.members")}</h3>
      {members.length === 0 ? <p className="tw-soft">{t("segments.noMembers")}</p> : null}
      <table className="office-table">
        <tbody>
          {members.map((member) => (
            <tr key={member.customerRef} data-testid="segment-member">
              <td>{member.name ?? t("segments.unnamed")}</td>
              <td className="tw-soft">
                {member.reason === null ? "" : t("segments.byHand", { reason: member.reason })}
              </td>
              <td>
                {member.assignment === "manual" ? (
                  <Key
                    label={t("segments.takeOut")}
                    {...update}
                    onPress={() => void takeOut(member.customerRef)}
                  />
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <AddByHand segmentId={segmentId} onChanged={changed} />
    </>
  );
};
