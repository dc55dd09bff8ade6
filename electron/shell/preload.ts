/**
 * Owns the preload: puts `window.till` on the page, in the page's isolated world. Built as one CommonJS file,
 * because a preload with process isolation can load no other.
 */
import { contextBridge, ipcRenderer } from "electron";
import { createTillBridge } from "./till-bridge.ts";

contextBridge.exposeInMainWorld("till", createTillBridge(ipcRenderer));
