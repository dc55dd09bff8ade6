/** Owns the plain Vite build: `vite build --config renderer/vite.config.ts` from the top. */
import { defineConfig } from "vite";
import { rendererConfig } from "./vite-renderer.ts";

export default defineConfig(rendererConfig);
