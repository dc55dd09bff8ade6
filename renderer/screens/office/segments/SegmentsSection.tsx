/** Owns segments in the back office: the list at the left, and the chosen one with its criteria and members. */
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SegmentView } from "../../../../contracts/ipc/segments.ts";
import { sayError } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { useGranted } from "../../../controls/use-granted.ts";
import { useFormats } from "../../../formatting/store-formats.ts";
import { say } from "../../../stores/screen-store.ts";
import type { Translate } from "../../../texts/i18n.ts";
import { call } from "../../../transport/link.ts";
import "../coupons/coupons.css";
import { SegmentForm } from "./SegmentForm.tsx";
import { SegmentMembers } from "./SegmentMembers.tsx";
import "./segments.css";

/** The six of the start are called in the language of the screen. */
const nameOf = ({ type, name }: SegmentView, t: Translate): string =>
  type === "CUSTOM" ? name : t(`segments.type_${type}`);

const useSegments = () => {
  const [segments, setSegments] = useState<readonly SegmentView[]>([]);
  const read = useCallback(async (): Promise<void> => {
    const result = await call("segment.list", {});
    if (result.ok) {
      setSegments(result.value);
    } else {
      sayError(result.error);
    }
  }, []);
  useEffect(() => void read(), [read]);
  return { segments, read };
};

interface DetailProps {
  readonly segment: SegmentView;
  readonly onChanged: () => void;
  readonly onGone: () => void;
}

const Detail = ({ segment, onChanged, onGone }: DetailProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const update = useGranted("segment:update");
  const remove = useGranted("segment:delete");
  const compute = async (): Promise<void> => {
    const result = await call("segment.refresh", { segmentId: segment.id });
    if (!result.ok) {
      sayError(result.error);
    }
    onChanged();
  };
  const drop = async (): Promise<void> => {
    const result = await call("segment.delete", { segmentId: segment.id });
    if (!result.ok) {
      sayError(result.error);
      return;
    }
    say(t("segments.removed", { name: nameOf(segment, t) }));
    onGone();
  };
  return (
    <>
      <h2 className="tw-heading">{nameOf(segment, t)}</h2>
      <p className="tw-soft" data-testid="segment-size">
        {[
          t("segments.size", { count: segment.size }),
          segment.refreshedAtMs === null
            ? t("segments.never")
            : t("segments.refreshed", { when: formats.dateTime(segment.refreshedAtMs) }),
        ].join(" · ")}
      </p>
      <SegmentForm segment={segment} onSaved={onChanged} />
      <div className="coupons-keys">
        <Key
          label={t("segments.refresh")}
          {...update}
          testId="segments-refresh"
          onPress={() => void compute()}
        />
        <Key look="danger" label={t("segments.remove")} {...remove} onPress={() => void drop()} />
      </div>
      <SegmentMembers
        key={`${String(segment.id)} ${String(segment.size)} ${String(segment.refreshedAtMs)}`}
        segmentId={segment.id}
        onChanged={onChanged}
      />
    </>
  );
};

export const SegmentsSection = () => {
  const { t } = useTranslation();
  const { segments, read } = useSegments();
  const [chosen, setChosen] = useState<number | "new" | null>(null);
  const create = useGranted("segment:create");
  const segment = segments.find(({ id }) => id === chosen);
  return (
    <div className="coupons">
      <div className="coupons-list">
        <Key
          label={t("segments.new")}
          {...create}
          testId="segments-new"
          pressed={chosen === "new"}
          onPress={() => setChosen("new")}
        />
        {segments.map((one) => (
          <Key
            key={one.id}
            className="coupons-batch"
            testId="segment"
            pressed={one.id === chosen}
            onPress={() => setChosen(one.id)}
            label={
              <>
                <b>{nameOf(one, t)}</b>
                <small>
                  {one.refreshedAtMs === null ? t("segments.never") : t("segments.size", { count: one.size })}
                </small>
              </>
            }
          />
        ))}
      </div>
      <div className="coupons-detail">
        {chosen === "new" ? (
          <SegmentForm
            segment={null}
            onSaved={(segmentId) => {
              setChosen(segmentId);
              void read();
            }}
          />
        ) : null}
        {segment === undefined ? null : (
          <Detail
            key={segment.id}
            segment={segment}
            onChanged={() => void read()}
            onGone={() => {
              setChosen(null);
              void read();
            }}
          />
        )}
      </div>
    </div>
  );
};
