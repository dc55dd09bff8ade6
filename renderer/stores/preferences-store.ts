/** Owns what this screen remembers about itself: theme and sounds. Nothing that matters to a sale is kept here. */
import { create } from "zustand";
import { persist } from "zustand/middleware";

export type ThemeChoice = "light" | "dark" | "auto";

interface Preferences {
  readonly theme: ThemeChoice;
  /** The "added" sound; the error sound is always on. */
  readonly sounds: boolean;
  readonly setTheme: (theme: ThemeChoice) => void;
  readonly setSounds: (sounds: boolean) => void;
}

export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      theme: "auto",
      sounds: true,
      setTheme: (theme) => set({ theme }),
      setSounds: (sounds) => set({ sounds }),
    }),
    { name: "tillwright-screen" },
  ),
);
