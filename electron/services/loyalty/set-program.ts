/** Owns changing the loyalty program: sound values only, audited field by field. What people earned already stays. */
import { inTransaction } from "../../../db/in-transaction.ts";
import { programProblem, type LoyaltyProgram, type ProgramProblem } from "../../../domain/loyalty/program.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Actor, AuditDep, DbDep, LoyaltyDep, PricingDep } from "../deps.ts";
import { auditActor } from "../session/audit-actor.ts";

export const setProgram = (
  deps: LoyaltyDep & AuditDep & DbDep & PricingDep,
  actor: Actor,
  program: LoyaltyProgram,
): Result<LoyaltyProgram, ProgramProblem> => {
  const problem = programProblem(program);
  if (problem) {
    return err(problem);
  }
  const set = inTransaction<LoyaltyProgram, ProgramProblem>(deps.db, () => {
    const before = deps.loyaltyProgram.read();
    deps.loyaltyProgram.write(program, actor.staffId);
    deps.audit.append({
      ...auditActor(actor),
      action: "loyalty.program",
      subject: program.name,
      before: before && auditable(before),
      after: auditable(program),
      reason: null,
    });
    return ok(program);
  });
  deps.pricing.forget();
  return set;
};

const auditable = ({ tiers, ...program }: LoyaltyProgram): Record<string, unknown> => ({
  ...program,
  ...Object.fromEntries(
    tiers.map(({ code, minPoints, minSpendMinor, multiplierMilli, discountBp, benefits }) => [
      code,
      [minPoints, minSpendMinor, multiplierMilli, discountBp, benefits].map(String).join(" / "),
    ]),
  ),
});
