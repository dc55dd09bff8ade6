/**
 * Owns the pulse that opens a cash drawer through a receipt printer: ESC p m t1 t2, always with its times (without them
 * a printer reads the next command as times). Whether a drawer may open is not decided here.
 */
import type { DrawerPulse } from "./printer-profile.ts";

/** `1B 70 m t1 t2`, times in units of 2 ms. A pulse out of range is a wrong setting and throws. */
export const drawerPulseBytes = (pulse: DrawerPulse): Uint8Array => {
  const [t1, t2] = [pulse.onMs / 2, pulse.offMs / 2];
  for (const time of [t1, t2]) {
    if (!Number.isInteger(time) || time < 1 || time > 255) {
      throw new RangeError(`A drawer pulse takes even milliseconds from 2 to 510, not ${time * 2}`);
    }
  }
  return Uint8Array.of(0x1b, 0x70, pulse.pin === 2 ? 0 : 1, t1, t2);
};
