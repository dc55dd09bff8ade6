/** Owns the rows in which criteria are edited: what is looked at, from where to where, in which time. */
import { useTranslation } from "react-i18next";
import { Key } from "../../../controls/Key.tsx";
import { EMPTY_ROW, ROW_KINDS, type CriterionRow, type RowKind } from "./criteria-draft.ts";

interface RowsProps {
  readonly rows: readonly CriterionRow[];
  readonly onChange: (rows: readonly CriterionRow[]) => void;
}

interface RowProps {
  readonly row: CriterionRow;
  readonly onChange: (change: Partial<CriterionRow>) => void;
  readonly onRemove: () => void;
}

const WINDOWED: ReadonlySet<RowKind> = new Set(["spend", "frequency", "average"]);
const LISTED: ReadonlySet<RowKind> = new Set(["tag", "tier", "store"]);

const Row = ({ row, onChange, onRemove }: RowProps) => {
  const { t } = useTranslation();
  const field = (name: "least" | "most" | "days" | "values") => (
    <label>
      <span className="tw-soft">{t(`segments.${name}`)}</span>
      <input
        className="tw-field"
        autoComplete="off"
        maxLength={60}
        value={row[name]}
        onChange={(event) => onChange({ [name]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <li className="segments-row">
      <label>
        <span className="tw-soft">{t("segments.criteria")}</span>
        <select
          className="tw-field"
          value={row.kind}
          onChange={(event) => onChange({ kind: event.currentTarget.value as RowKind })}
        >
          {ROW_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`segments.kind_${kind}`)}
            </option>
          ))}
        </select>
      </label>
      {row.kind === "birthday" ? (
        <div className="coupons-keys">
          {(["day", "month"] as const).map((within) => (
            <Key
              key={within}
              label={t(`segments.within_${within}`)}
              pressed={row.within === within}
              onPress={() => onChange({ within })}
            />
          ))}
        </div>
      ) : LISTED.has(row.kind) ? (
        field("values")
      ) : (
        <>
          {field("least")}
          {field("most")}
          {WINDOWED.has(row.kind) ? field("days") : null}
        </>
      )}
      <Key label="×" ariaLabel={t("segments.takeOut")} onPress={onRemove} />
    </li>
  );
};

export const CriteriaRows = ({ rows, onChange }: RowsProps) => {
  const { t } = useTranslation();
  return (
    <>
      <ul className="segments-rows">
        {rows.map((row, at) => (
          <Row
            // Rows have nothing else that tells them apart.
            key={String(at)}
            row={row}
            onChange={(change) =>
              onChange(rows.map((other, place) => (place === at ? { ...other, ...change } : other)))
            }
            onRemove={() => onChange(rows.filter((_, place) => place !== at))}
          />
        ))}
      </ul>
      {rows.length === 0 ? <p className="tw-soft">{t("segments.byHandOnly")}</p> : null}
      <Key
        label={t("segments.addCriterion")}
        testId="segments-add-criterion"
        onPress={() => onChange([...rows, EMPTY_ROW])}
      />
    </>
  );
};
