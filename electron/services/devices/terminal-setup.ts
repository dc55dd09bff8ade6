/**
 * Owns choosing the card terminal on screen: stored, audited, in use at once. Not while a card payment is open: only
 * the terminal that was asked knows what became of it. One that the till was started with (TILLWRIGHT_TERMINAL) cannot
 * be changed here.
 */
import type { TerminalSetupError, TerminalSetupView } from "../../../contracts/ipc/devices.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type {
  Actor,
  CardRefundsDep,
  CardReversalsDep,
  SessionDep,
  SettingsDep,
  TerminalDep,
} from "../deps.ts";
import { changeSettings, type ChangeSettingsDeps } from "../session/change-settings.ts";

const TERMINAL_SETTING = "device.terminal";

/** The terminal in use, and a way to use another. */
export interface TerminalChoice {
  /** "" is the simulated one. */
  readonly address: () => string;
  readonly isFixed: boolean;
  readonly isReadable: (address: string) => boolean;
  readonly use: (address: string) => void;
  /** What is known of it: asked when it was chosen and in quiet moments. */
  readonly isReachable: () => boolean;
  /** Asks it. */
  readonly look: () => Promise<void>;
}

export interface TerminalChoiceDep {
  readonly terminalChoice: TerminalChoice;
}

export const storedTerminalAddress = ({ settings }: SettingsDep): string => {
  const stored = settings.get(TERMINAL_SETTING, (value) => (typeof value === "string" ? value : null));
  return (stored.ok ? stored.value : null) ?? "";
};

export const terminalSetupView = ({ terminalChoice }: TerminalChoiceDep): TerminalSetupView => ({
  address: terminalChoice.address(),
  isFixed: terminalChoice.isFixed,
});

type SetTerminalDeps = TerminalChoiceDep &
  ChangeSettingsDeps &
  SessionDep &
  CardRefundsDep &
  CardReversalsDep &
  TerminalDep;

export const setTerminal = (
  deps: SetTerminalDeps,
  actor: Actor,
  address: string,
): Result<TerminalSetupView, TerminalSetupError> => {
  const { terminalChoice } = deps;
  if (terminalChoice.isFixed) {
    return err({ type: "TerminalIsFixed" });
  }
  if (!terminalChoice.isReadable(address)) {
    return err({ type: "BadTerminalAddress", address });
  }
  if (hasOpenCardWork(deps)) {
    return err({ type: "CardPaymentOpen" });
  }
  const before = terminalChoice.address();
  if (before !== address) {
    changeSettings(deps, actor, {
      values: { [TERMINAL_SETTING]: address },
      action: "setting.terminal",
      before: { address: before },
      after: { address },
    });
    terminalChoice.use(address);
  }
  return ok(terminalSetupView(deps));
};

const hasOpenCardWork = (deps: SetTerminalDeps): boolean =>
  deps.terminalTurn.isTaken() ||
  deps.cardRefunds.open() !== null ||
  deps.cardReversals.count() > 0 ||
  (deps.basketSession.current()?.tenders.some(({ type }) => type === "CARD") ?? false);
