/** Owns telling main that a person is there when they touch the screen or a key without calling anything. */
import { useTill } from "../stores/till-store.ts";
import { callOnce } from "../transport/link.ts";

/** Far below the shortest time after which a shop would have its till lock itself. */
const REPORT_EVERY_MS = 15_000;

export const reportActivity = (): void => {
  let reportedAtMs = -REPORT_EVERY_MS;
  const onActivity = (event: Event): void => {
    if (useTill.getState().staff !== null && event.timeStamp - reportedAtMs >= REPORT_EVERY_MS) {
      reportedAtMs = event.timeStamp;
      void callOnce("session.activity", {});
    }
  };
  window.addEventListener("pointerdown", onActivity, { capture: true });
  window.addEventListener("keydown", onActivity, { capture: true });
};
