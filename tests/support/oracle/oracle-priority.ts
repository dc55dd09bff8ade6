/**
 * The oracle's `selection: "priority"`: offers are taken one after the other, each beside all that were accepted. An
 * accepted offer keeps the units it touched; unit offers draw again in the order in which they were accepted.
 */
import { oracleDraw, limitsOf, type OracleDraw } from "./oracle-draws.ts";
import type { OracleOffer } from "./oracle-offers.ts";
import { computePlan, rivals, type OraclePlan, type OracleRefusal } from "./oracle-plan.ts";
import type { OracleTask } from "./oracle-price.ts";

/** Why an offer was not accepted: by whom it is barred, or what refused it at its turn. */
export interface OracleBarred {
  readonly offer: OracleOffer;
  readonly by: readonly OracleOffer[];
  readonly refusal: OracleRefusal | null;
}

export interface OraclePriority {
  readonly plan: OraclePlan;
  readonly barred: readonly OracleBarred[];
}

interface Accepted {
  readonly offer: OracleOffer;
  readonly units: ReadonlySet<number>;
}

export const selectByOraclePriority = (task: OracleTask): OraclePriority => {
  const { lines, start, pricesIncludeTax, offers } = task;
  const accepted: Accepted[] = [];
  const barred: OracleBarred[] = [];
  const base = { lines, start, pricesIncludeTax, taken: new Map(), among: [] };
  let { plan } = computePlan({ ...base, offers: [], draws: [], barred: [] }, "stop");
  const isTier = (offer: OracleOffer): boolean => offer.benefit.type === "tier";
  const queue = offers.toSorted(
    (a, b) =>
      Number(isTier(a)) - Number(isTier(b)) ||
      b.priority - a.priority ||
      offers.indexOf(a) - offers.indexOf(b),
  );
  for (const offer of queue) {
    const excluding = accepted
      .map((one) => one.offer)
      .filter(
        (other) => other.family !== offer.family && (other.combines === "none" || offer.combines === "none"),
      );
    if (excluding.length > 0) {
      barred.push({ offer, by: excluding, refusal: null });
      continue;
    }
    const inTurn = [...accepted.map((one) => one.offer), offer];
    const closed = start.map((_, unit) => closedAt(unit, accepted, offer));
    const computed = computePlan(
      {
        ...base,
        offers: offers.filter((one) => inTurn.includes(one)),
        draws: drawInTurn(inTurn, closed, task),
        barred: closed,
      },
      "skip",
    );
    const own = computed.refusals.find((one) => one.offer === offer) ?? null;
    if (own !== null) {
      const holders = accepted.filter(
        (one) =>
          rivals(one.offer, offer) &&
          [...one.units].some((unit) => offer.target.includes(start[unit]?.line ?? -1)),
      );
      barred.push({ offer, by: own.type === "nothing" ? holders.map((one) => one.offer) : [], refusal: own });
    } else if (computed.refusals.length > 0) {
      barred.push({ offer, by: computed.refusals.map((one) => one.offer), refusal: null });
    } else {
      ({ plan } = computed);
      const touched = computed.units.flatMap((unit, at) => (unit.touched.has(offer.id) ? [at] : []));
      accepted.push({ offer, units: new Set(touched) });
    }
  }
  return { plan, barred };
};

/** Who may not have a unit: the new offer where a rival holds it; an accepted one beyond what it holds. */
const closedAt = (unit: number, accepted: readonly Accepted[], offer: OracleOffer): ReadonlySet<string> => {
  const closed = new Set<string>();
  for (const [at, one] of accepted.entries()) {
    const heldEarlier = accepted
      .slice(0, at)
      .some((earlier) => rivals(earlier.offer, one.offer) && earlier.units.has(unit));
    if (one.offer.layer === 3 ? heldEarlier : !one.units.has(unit)) {
      closed.add(one.offer.id);
    }
    if (rivals(one.offer, offer) && one.units.has(unit)) {
      closed.add(offer.id);
    }
  }
  return closed;
};

const drawInTurn = (
  inTurn: readonly OracleOffer[],
  closed: readonly ReadonlySet<string>[],
  { lines, start }: OracleTask,
): readonly OracleDraw[] => {
  const draws: OracleDraw[] = [];
  for (const offer of inTurn.filter((one) => one.layer === 3)) {
    const { maxTimes, maxUnits } = limitsOf(offer);
    for (let made = 0, cheaper = 0; made < maxTimes; made += 1) {
      const used = new Set(draws.flatMap((draw) => [...draw.bought, ...draw.rewarded]));
      const free = start.flatMap((_, at) => (used.has(at) || closed[at]?.has(offer.id) === true ? [] : [at]));
      const draw = oracleDraw(offer, free, { lines, units: start });
      cheaper += draw?.cheaper ?? 0;
      if (draw === null || cheaper > maxUnits) {
        break;
      }
      draws.push(draw);
    }
  }
  return draws;
};
