/** Owns the stored loyalty program and its tiers: one program, written whole. */
import { asc } from "../drizzle.ts";
import type { LoyaltyProgram } from "../../domain/loyalty/program.ts";
import type { TillDatabase } from "../open-database.ts";
import { preparedInsert } from "../prepared-insert.ts";
import { loyaltyProgram, loyaltyTier } from "../schema/loyalty.ts";

export interface LoyaltyProgramRepository {
  /** null: the shop has none. Kept between calls: it is asked for with every pricing. */
  readonly read: () => LoyaltyProgram | null;
  /** In the caller's transaction. */
  readonly write: (program: LoyaltyProgram, staffId: number | null) => void;
}

export const createLoyaltyProgramRepository = (db: TillDatabase): LoyaltyProgramRepository => {
  const { sqlite, orm, clock } = db;
  const programs = orm.select().from(loyaltyProgram).prepare();
  const tiers = orm.select().from(loyaltyTier).orderBy(asc(loyaltyTier.position)).prepare();
  const insertProgram = preparedInsert(db, loyaltyProgram);
  const insertTier = preparedInsert(db, loyaltyTier);
  const removeProgram = sqlite.prepare("DELETE FROM loyalty_program");
  const removeTiers = sqlite.prepare("DELETE FROM loyalty_tier");
  const version = sqlite.prepare<[], number>("SELECT updated_at_ms FROM loyalty_program").pluck();
  let known: { readonly version: number | undefined; readonly program: LoyaltyProgram | null } | null = null;
  const load = (): LoyaltyProgram | null => {
    const [row] = programs.all();
    if (!row) {
      return null;
    }
    const { id: _id, createdAtMs, createdBy, updatedAtMs, updatedBy, ...program } = row;
    void [createdAtMs, createdBy, updatedAtMs, updatedBy];
    return { ...program, tiers: tiers.all().map(({ position: _position, ...tier }) => tier) };
  };
  return {
    read: () => {
      const now = version.get();
      if (known?.version !== now || known === null) {
        known = { version: now, program: load() };
      }
      return known.program;
    },
    write: ({ tiers: given, ...program }, staffId) => {
      const [before] = programs.all();
      removeTiers.run();
      removeProgram.run();
      insertProgram({
        ...program,
        id: 1,
        createdAtMs: before?.createdAtMs ?? clock.nowMs(),
        createdBy: before ? before.createdBy : staffId,
        updatedAtMs: clock.nowMs(),
        updatedBy: staffId,
      });
      for (const [position, tier] of given.entries()) {
        insertTier({ ...tier, position });
      }
      known = null;
    },
  };
};
