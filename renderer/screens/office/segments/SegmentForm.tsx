/** Owns making or changing one segment: its name, its criteria, whether it computes itself, and who would be in it. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SegmentPreview, SegmentView } from "../../../../contracts/ipc/segments.ts";
import { errorSentence, sayError } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { useGranted } from "../../../controls/use-granted.ts";
import { useFormats } from "../../../formatting/store-formats.ts";
import { say } from "../../../stores/screen-store.ts";
import { call } from "../../../transport/link.ts";
import { criteriaFrom, rowsOf } from "./criteria-draft.ts";
import { CriteriaRows } from "./CriteriaRows.tsx";

interface FormProps {
  /** null: a new one. */
  readonly segment: SegmentView | null;
  readonly onSaved: (segmentId: number) => void;
}

const useDraft = ({ segment, onSaved }: FormProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const [name, setName] = useState(segment?.name ?? "");
  const [isDynamic, setDynamic] = useState(segment?.isDynamic ?? true);
  const [rows, setRows] = useState(() => rowsOf(segment?.criteria ?? null, formats));
  const [problem, setProblem] = useState<string | null>(null);
  const [preview, setPreview] = useState<SegmentPreview | null>(null);
  const read = rows === null ? { criteria: segment?.criteria ?? null } : criteriaFrom(rows, formats);
  const save = async (): Promise<void> => {
    if (read === null || name.trim() === "") {
      setProblem(t("segments.badFigure"));
      return;
    }
    const wish = { name: name.trim(), criteria: read.criteria, isDynamic };
    const result =
      segment === null
        ? await call("segment.create", wish)
        : await call("segment.update", { ...wish, segmentId: segment.id });
    if (!result.ok) {
      setProblem(errorSentence(result.error));
      return;
    }
    setProblem(null);
    say(t("segments.saved"));
    onSaved(result.value.id);
  };
  const look = async (): Promise<void> => {
    if (read === null || read.criteria === null) {
      setProblem(t("segments.badFigure"));
      return;
    }
    const result = await call("segment.preview", { criteria: read.criteria });
    if (result.ok) {
      setProblem(null);
      setPreview(result.value);
    } else {
      sayError(result.error);
    }
  };
  return { name, setName, isDynamic, setDynamic, rows, setRows, problem, preview, save, look };
};

export const SegmentForm = (props: FormProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const draft = useDraft(props);
  const granted = useGranted(props.segment === null ? "segment:create" : "segment:update");
  const { preview } = draft;
  return (
    <div className="coupons-form segments-form">
      <label>
        <span className="tw-soft">{t("segments.name")}</span>
        <input
          className="tw-field"
          data-testid="segments-name"
          maxLength={60}
          value={draft.name}
          onChange={(event) => draft.setName(event.currentTarget.value)}
        />
      </label>
      {draft.rows === null ? (
        <p className="tw-soft">{t("segments.complex")}</p>
      ) : (
        <CriteriaRows rows={draft.rows} onChange={draft.setRows} />
      )}
      <div className="coupons-keys">
        {[true, false].map((isDynamic) => (
          <Key
            key={String(isDynamic)}
            label={t(isDynamic ? "segments.dynamic" : "segments.static")}
            pressed={draft.isDynamic === isDynamic}
            onPress={() => draft.setDynamic(isDynamic)}
          />
        ))}
      </div>
      <p className="dialog-problem" role="alert">
        {draft.problem}
      </p>
      <div className="coupons-keys">
        <Key label={t("segments.preview")} testId="segments-preview" onPress={() => void draft.look()} />
        <Key
          look="main"
          label={t("segments.save")}
          {...granted}
          testId="segments-save"
          onPress={() => void draft.save()}
        />
      </div>
      {preview === null ? null : (
        <p role="status" data-testid="segments-preview-is">
          {t("segments.previewIs", { size: formats.count(preview.size), names: preview.names.join(", ") })}
        </p>
      )}
    </div>
  );
};
