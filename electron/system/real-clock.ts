/** Owns the machine's clock and the source of random ids: the only place outside tests where they are made. */
import { randomUUID } from "node:crypto";
import type { Clock } from "../../db/clock.ts";

export const realClock: Clock = { nowMs: () => Date.now() };

export const randomIds = { next: (): string => randomUUID() };
