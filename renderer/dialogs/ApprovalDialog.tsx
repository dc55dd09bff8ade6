/** Owns asking a second person in place: who asks for what, in words with figures, and a pad for the approver's PIN. */
import { useCallback, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { approve, cancelApproval } from "../commands/approval.ts";
import { Key } from "../controls/Key.tsx";
import { PinPad } from "../controls/PinPad.tsx";
import { usePinEntry } from "../controls/use-pin-entry.ts";
import { useFormats } from "../formatting/store-formats.ts";
import { useApproval, type AskedApproval } from "../stores/approval-store.ts";
import { useTill } from "../stores/till-store.ts";
import { describeAsked, describeLimit } from "../texts/approval-text.ts";
import { DialogFrame } from "./DialogFrame.tsx";
import "./approval-dialog.css";

const AskedAct = ({ asked }: { readonly asked: AskedApproval }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const basket = useTill((state) => state.basket);
  const name = useTill((state) => state.staff?.name ?? "");
  const limit = describeLimit(asked, { t, formats });
  return (
    <section className="approval-act">
      <p className="tw-soft">{t("approval.asks", { name })}</p>
      <p className="approval-what" data-autofocus tabIndex={-1} data-testid="approval-what">
        {describeAsked(asked, { t, formats, basket })}
      </p>
      {limit === null ? null : <p className="tw-soft">{limit}</p>}
      <p className="tw-soft approval-stays">{t("approval.stays", { name })}</p>
      <Key label={t("approval.cancel")} hint="Esc" onPress={cancelApproval} />
    </section>
  );
};

const OpenApproval = ({ asked }: { readonly asked: AskedApproval }) => {
  const { t } = useTranslation();
  const problem = useApproval((state) => state.problem);
  const entry = usePinEntry(
    useCallback((pin: string) => {
      useApproval.setState({ problem: null });
      void approve({ pin });
    }, []),
  );
  const scans = useApproval((state) => state.scans);
  const { clear } = entry;
  useEffect(clear, [scans, clear]);
  return (
    <DialogFrame title={t("approval.title")} size={800} onClose={cancelApproval}>
      <div className="approval">
        <AskedAct asked={asked} />
        <PinPad
          entry={entry}
          goLabel={t("approval.go")}
          hint={t("approval.hint")}
          problem={entry.pin === "" ? problem : null}
          testId="approval-problem"
        />
      </div>
    </DialogFrame>
  );
};

export const ApprovalDialog = () => {
  const asked = useApproval((state) => state.asked);
  return asked === null ? null : <OpenApproval key={asked.needs.requestId} asked={asked} />;
};
