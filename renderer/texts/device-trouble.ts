/** Owns what is said of scanners, scale and customer display in one line: nothing while all are well, else what is wrong with which. */
import type { SerialDeviceState, SerialDevicesView } from "../../contracts/ipc/serial-devices.ts";
import type { Translate } from "./i18n.ts";

type Wrong = Exclude<SerialDeviceState, "open"> | "silent" | "unread";

interface DeviceTrouble {
  readonly kind: "scanner" | "scale" | "display";
  readonly wrong: Wrong;
}

/** A port that is not open says more than the last code of its scanner. */
const wrongOf = (state: SerialDeviceState, whileOpen: Wrong | null): Wrong | null =>
  state === "open" ? whileOpen : state;

const trouble = (kind: DeviceTrouble["kind"], wrong: Wrong | null): readonly DeviceTrouble[] =>
  wrong === null ? [] : [{ kind, wrong }];

const findTroubles = ({ scanners, scale, display }: SerialDevicesView): readonly DeviceTrouble[] => [
  ...scanners.flatMap(({ state, problem }) =>
    trouble("scanner", wrongOf(state, problem === null ? null : "unread")),
  ),
  ...(scale === null ? [] : trouble("scale", wrongOf(scale.state, scale.isSilent ? "silent" : null))),
  ...(display === null ? [] : trouble("display", wrongOf(display.state, null))),
];

/** Several at once are counted: which they are stands on the devices screen. null: nothing to tell. */
export const deviceTroubleText = (devices: SerialDevicesView, t: Translate): string | null => {
  const troubles = findTroubles(devices);
  const [first] = troubles;
  if (first === undefined) {
    return null;
  }
  return troubles.length > 1
    ? t("header.deviceTroubles", { count: troubles.length })
    : t("header.deviceTrouble", {
        device: t(`serial.${first.kind}`),
        wrong: t(`header.device_${first.wrong}`),
      });
};
