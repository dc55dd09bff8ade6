/**
 * Owns the bound of the search: a fixed number of nodes, never time, so that every till finds the same answer. It also
 * remembers that something was left unexplored, because then the answer is not proven.
 */
export interface NodeBudget {
  left: number;
  exhausted: boolean;
}

export const nodeBudget = (nodes: number): NodeBudget => ({ left: nodes, exhausted: false });

/** Counts a node, or a dear one as several; false when there is none left. */
export const spendNode = (budget: NodeBudget, cost = 1): boolean => {
  if (budget.left <= 0) {
    budget.exhausted = true;
    return false;
  }
  budget.left -= cost;
  return true;
};
