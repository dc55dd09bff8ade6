/**
 * Owns putting electron-stub.ts in Electron's place: `node --import` this file before the built main program.
 */
import { registerHooks } from "node:module";

const stub = new URL("electron-stub.ts", import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "electron" ? { url: stub, shortCircuit: true } : next(specifier, context),
});
