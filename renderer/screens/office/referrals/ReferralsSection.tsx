/** Owns what bringing a friend gives, in the back office: to whom, for which purchase, how often, and whether at all. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReferralProgram } from "../../../../domain/referral/referral.ts";
import { errorSentence, sayError } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { LabelledField } from "../../../controls/LabelledField.tsx";
import { useGranted } from "../../../controls/use-granted.ts";
import { useFormats } from "../../../formatting/store-formats.ts";
import { say } from "../../../stores/screen-store.ts";
import { call } from "../../../transport/link.ts";
import "../coupons/coupons.css";
import { programFrom, programDraft, type ProgramDraft } from "./program-draft.ts";
import { RewardFields } from "./RewardFields.tsx";

const useProgram = (program: ReferralProgram) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const [draft, setDraft] = useState(() => programDraft(program, formats));
  const [problem, setProblem] = useState<string | null>(null);
  const change = (changed: Partial<ProgramDraft>): void => setDraft((before) => ({ ...before, ...changed }));
  const save = async (): Promise<void> => {
    const wished = programFrom(draft, formats);
    if (wished === null) {
      setProblem(t("referral.setup.bad"));
      return;
    }
    const result = await call("referral.setProgram", wished);
    setProblem(result.ok ? null : errorSentence(result.error));
    if (result.ok) {
      say(t("referral.setup.saved"));
    }
  };
  return { draft, problem, change, save };
};

const ProgramForm = ({ program }: { readonly program: ReferralProgram }) => {
  const { t } = useTranslation();
  const granted = useGranted("referral:configure");
  const { draft, problem, change, save } = useProgram(program);
  const field = (name: "least" | "most" | "wait") => ({
    value: draft[name],
    maxLength: 20,
    testId: `referral-${name}`,
    onChange: (value: string) => change({ [name]: value }),
    onEnter: () => void save(),
  });
  const noLimit = t("referral.setup.noLimit");
  return (
    <div className="coupons-form">
      <p className="tw-soft">{t("referral.setup.hint")}</p>
      <div className="coupons-keys">
        {[true, false].map((active) => (
          <Key
            key={String(active)}
            label={t(active ? "referral.setup.on" : "referral.setup.off")}
            testId={active ? "referral-on" : "referral-off"}
            pressed={draft.active === active}
            onPress={() => change({ active })}
          />
        ))}
      </div>
      {(["referrer", "referee"] as const).map((side) => (
        <RewardFields
          key={side}
          side={side}
          draft={draft[side]}
          onChange={(reward) => change({ [side]: reward })}
          onEnter={() => void save()}
        />
      ))}
      <LabelledField label={t("referral.setup.least")} {...field("least")} />
      <div className="coupons-pair">
        <LabelledField label={`${t("referral.setup.most")} (${noLimit})`} {...field("most")} />
        <LabelledField label={`${t("referral.setup.wait")} (${noLimit})`} {...field("wait")} />
      </div>
      <p className="dialog-problem" role="alert">
        {problem}
      </p>
      <Key
        tall
        look="main"
        label={t("referral.setup.save")}
        {...granted}
        testId="referral-save"
        onPress={() => void save()}
      />
    </div>
  );
};

export const ReferralsSection = () => {
  const [program, setProgram] = useState<ReferralProgram | null>(null);
  useEffect(() => {
    void call("referral.program", {}).then((result) => {
      if (result.ok) {
        setProgram(result.value);
      } else {
        sayError(result.error);
      }
    });
  }, []);
  return program === null ? null : <ProgramForm program={program} />;
};
