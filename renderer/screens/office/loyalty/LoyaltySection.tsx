/** Owns the loyalty program on screen: what a purchase earns, what points pay, bonuses, how long they live, and the tiers. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { LoyaltyProgram } from "../../../../domain/loyalty/program.ts";
import { errorSentence, sayError } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { LabelledField } from "../../../controls/LabelledField.tsx";
import { useGranted } from "../../../controls/use-granted.ts";
import { useFormats } from "../../../formatting/store-formats.ts";
import { say } from "../../../stores/screen-store.ts";
import { call } from "../../../transport/link.ts";
import { draftOf, PROGRAM_FIGURES, programFrom, type ProgramDraft } from "./program-draft.ts";
import { TierRows } from "./TierRows.tsx";
import "./loyalty.css";

/** undefined: not read yet. */
const useProgram = () => {
  const [program, setProgram] = useState<LoyaltyProgram | null | undefined>(undefined);
  useEffect(() => {
    void call("loyalty.program", {}).then((result) => {
      if (result.ok) {
        setProgram(result.value);
      } else {
        sayError(result.error);
      }
    });
  }, []);
  return { program, setProgram };
};

interface FormProps {
  readonly program: LoyaltyProgram | null;
  readonly onSaved: (program: LoyaltyProgram) => void;
}

const useDraft = ({ program, onSaved }: FormProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const [draft, setDraft] = useState(() => draftOf(program, formats));
  const [problem, setProblem] = useState<string | null>(null);
  const change = (changed: Partial<ProgramDraft>): void => setDraft((before) => ({ ...before, ...changed }));
  const save = async (): Promise<void> => {
    const read = programFrom(draft, formats);
    if (!read.ok) {
      setProblem(errorSentence(read.error));
      return;
    }
    const { tiers, ...terms } = read.value;
    const result = await call("loyalty.setProgram", { ...terms, tiers: [...tiers] });
    setProblem(result.ok ? null : errorSentence(result.error));
    if (result.ok) {
      setDraft(draftOf(result.value, formats));
      say(t("loyalty.saved"));
      onSaved(result.value);
    }
  };
  return { draft, change, problem, save };
};

const ProgramForm = (props: FormProps) => {
  const { t } = useTranslation();
  const configure = useGranted("store:configure");
  const { draft, change, problem, save } = useDraft(props);
  return (
    <div className="office-form">
      <div className="program-form">
        <LabelledField
          label={t("loyalty.field.name")}
          testId="program-name"
          maxLength={80}
          value={draft.name}
          onChange={(name) => change({ name })}
          onEnter={() => void save()}
        />
        {PROGRAM_FIGURES.map((figure) => (
          <LabelledField
            key={figure}
            label={t(`loyalty.field.${figure}`)}
            testId={`program-${figure}`}
            maxLength={15}
            value={draft.figures[figure]}
            onChange={(text) => change({ figures: { ...draft.figures, [figure]: text } })}
            onEnter={() => void save()}
          />
        ))}
      </div>
      <p className="tw-soft">{t("loyalty.rounding")}</p>
      <h2 className="tw-heading">{t("loyalty.tier.title")}</h2>
      <p className="tw-soft">{t("loyalty.tier.hint")}</p>
      <TierRows tiers={draft.tiers} onChange={(tiers) => change({ tiers })} />
      <p className="dialog-problem" role="alert">
        {problem}
      </p>
      <div className="program-keys">
        <Key
          label={t("loyalty.active")}
          pressed={draft.active}
          testId="program-active"
          onPress={() => change({ active: !draft.active })}
        />
        <Key
          look="main"
          label={t("loyalty.save")}
          {...configure}
          testId="program-save"
          onPress={() => void save()}
        />
        {draft.active ? null : <span className="tw-soft">{t("loyalty.inactive")}</span>}
      </div>
    </div>
  );
};

export const LoyaltySection = () => {
  const { program, setProgram } = useProgram();
  return program === undefined ? <p aria-busy /> : <ProgramForm program={program} onSaved={setProgram} />;
};
