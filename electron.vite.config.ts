/**
 * Owns the desktop build: main as ES modules, the preload as one CommonJS file, the screens as for the browser host.
 * Packages of package.json's `dependencies` stay outside of the bundles (native ones must); the rest is bundled.
 */
import { join } from "node:path";
import { defineConfig } from "electron-vite";
import { rendererConfig } from "./renderer/vite-renderer.ts";

const shell = join(import.meta.dirname, "electron", "shell");

export default defineConfig({
  main: {
    build: {
      outDir: "out/main",
      // The thread that checks the books is a file of its own. All lie in one folder: modules find things beside them.
      rollupOptions: {
        input: {
          main: join(shell, "main.ts"),
          "books-worker": join(import.meta.dirname, "electron", "system", "books-worker.ts"),
        },
        output: { entryFileNames: "[name].js", chunkFileNames: "[name].js" },
      },
    },
  },
  preload: {
    build: {
      outDir: "out/preload",
      rollupOptions: {
        input: join(shell, "preload.ts"),
        output: { format: "cjs", entryFileNames: "preload.cjs" },
      },
    },
  },
  /** electron-vite reads paths from where it was started, plain Vite from the screens' folder: absolute ones suit both. */
  renderer: {
    ...rendererConfig,
    root: join(import.meta.dirname, "renderer"),
    build: {
      ...rendererConfig.build,
      outDir: join(import.meta.dirname, "out", "renderer"),
      rollupOptions: {
        input: {
          index: join(import.meta.dirname, "renderer", "index.html"),
          display: join(import.meta.dirname, "renderer", "display.html"),
        },
      },
    },
  },
});
