/** Owns the two sounds of a scan: a short high one for "added", a long low one for "not added". Off by setting. */
import { usePreferences } from "../stores/preferences-store.ts";

const TONES = {
  ok: { frequencyHz: 880, seconds: 0.12 },
  error: { frequencyHz: 220, seconds: 0.35 },
} as const;

let context: AudioContext | null = null;

export const playSound = (tone: keyof typeof TONES): void => {
  if (tone === "ok" && !usePreferences.getState().sounds) {
    return;
  }
  try {
    context ??= new AudioContext();
    const { frequencyHz, seconds } = TONES[tone];
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    const now = context.currentTime;
    oscillator.frequency.value = frequencyHz;
    gain.gain.setValueAtTime(0.2, now);
    gain.gain.exponentialRampToValueAtTime(0.001, now + seconds);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(now);
    oscillator.stop(now + seconds);
  } catch {
    // A till without a sound card still shows the message; there is nobody to tell.
  }
};
