/**
 * Owns how the screens are built, for the plain Vite build and for the desktop build alike.
 * Paths are relative to the repository's top, which is where every build starts.
 */
import react from "@vitejs/plugin-react";
import type { UserConfig } from "vite";

export const rendererConfig: UserConfig = {
  root: "renderer",
  base: "./",
  plugins: [react()],
  build: {
    outDir: "../out/renderer",
    rollupOptions: { input: ["renderer/index.html", "renderer/display.html"] },
    emptyOutDir: true,
    target: "chrome140",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
  },
};
