/**
 * Owns what an emulated card terminal answers and what it has charged. Knows no connection: `npm run emulate -- terminal`
 * and the tests put it behind a port.
 */
import type { TerminalAnswer, TerminalQuestion } from "../../drivers/terminal/terminal-messages.ts";

/**
 * `timeout` never answers and charges nothing; `lost` charges and never answers; `late` charges and answers when told;
 * `leak` approves and puts card numbers wherever text goes; `refuse` takes no connection.
 */
export const TERMINAL_BEHAVIOURS = [
  "approve",
  "decline",
  "timeout",
  "lost",
  "late",
  "leak",
  "refuse",
] as const;

export type EmulatedBehaviour = (typeof TERMINAL_BEHAVIOURS)[number];

export interface TerminalBrainOptions {
  readonly say: (line: string) => void;
  readonly cardNumbers?: readonly string[];
}

export type Reply = (answer: object) => void;

export interface TerminalBrain {
  readonly behave: (behaviour: EmulatedBehaviour) => void;
  readonly answerLate: () => void;
  /** How many answers are kept back. */
  readonly pending: () => number;
  readonly charged: () => ReadonlyMap<string, number>;
  readonly take: (question: TerminalQuestion, reply: Reply) => void;
}

type Approved = Omit<Extract<TerminalAnswer, { readonly type: "approved" }>, "tellsCardNumber">;
type Money = Extract<TerminalQuestion, { readonly amountMinor: number }>;

/** Well-known numbers for tests; no bank gave them out. */
const TEST_CARD_NUMBERS = ["4111111111111111", "5500000000000004", "340000000000009", "6304000000000000"];

export const createTerminalBrain = (options: TerminalBrainOptions): TerminalBrain => {
  const ledger = createLedger(options.say);
  const pending = new Map<string, () => void>();
  const leaking = createLeak(options.cardNumbers ?? TEST_CARD_NUMBERS);
  let behaviour: EmulatedBehaviour = "approve";
  const told = (approval: Approved): object => (behaviour === "leak" ? leaking(approval) : approval);
  const money = (question: Money, reply: Reply): void => {
    // Undoing needs no card.
    const now = question.type === "reverse" && behaviour === "late" ? "approve" : behaviour;
    switch (now) {
      case "approve":
      case "leak":
        reply(told(ledger.approve(question)));
        return;
      case "decline":
        options.say("declined");
        reply({ type: "declined", reference: question.reference, reason: "Refused by the bank" });
        return;
      case "lost":
        ledger.approve(question);
        return;
      case "late":
        pending.set(question.reference, () => reply(told(ledger.approve(question))));
        return;
      case "timeout":
      case "refuse":
        return;
    }
  };
  const lookUp = (reference: string): object => {
    const approval = ledger.find(reference);
    return pending.has(reference)
      ? { type: "pending", reference }
      : approval === null
        ? { type: "none", reference }
        : told(approval);
  };
  return {
    charged: ledger.charged,
    pending: () => pending.size,
    behave: (next) => {
      behaviour = next;
    },
    answerLate: () => {
      const late = [...pending.values()];
      pending.clear();
      for (const answer of late) answer();
    },
    take: (question, reply) => {
      switch (question.type) {
        case "status":
          reply({ type: "status", busy: pending.size > 0 });
          return;
        case "cancel": {
          const { reference } = question;
          // A card that is being read cannot be cancelled.
          if (!pending.has(reference) && ledger.find(reference) === null && behaviour !== "timeout")
            reply({ type: "cancelled", reference });
          return;
        }
        case "lookup":
          reply(lookUp(question.reference));
          return;
        default:
          money(question, reply);
      }
    },
  };
};

/** A reference is charged once, however often it is asked for. */
const createLedger = (say: (line: string) => void) => {
  const charged = new Map<string, number>();
  const approvals = new Map<string, Approved>();
  return {
    charged: (): ReadonlyMap<string, number> => charged,
    find: (reference: string): Approved | null => approvals.get(reference) ?? null,
    approve: (question: Money): Approved => {
      const { reference, amountMinor } = question;
      const known = approvals.get(reference);
      if (known !== undefined) return known;
      const authCode = String(approvals.size + 1).padStart(6, "0");
      const card = { brand: "VISA", last4: "4242", authCode, terminalId: "EMU00001" };
      const approval: Approved = { type: "approved", reference, amountMinor, ...card };
      approvals.set(reference, approval);
      if (question.type === "pay") charged.set(reference, amountMinor);
      if (question.type === "reverse") charged.delete(question.original);
      say(`${question.type} ${String(amountMinor)} ${question.currency}: approved`);
      return approval;
    },
  };
};

/** Puts the next number wherever text goes, in the ways that numbers are written; each second one only beyond the protocol. */
const createLeak = (numbers: readonly string[]) => {
  let count = 0;
  return (answer: Approved): object => {
    const number = numbers[count % numbers.length] ?? "";
    count += 1;
    const beyond = { pan: number, card: { track2: `;${number}=25121010000012300000?` } };
    if (count % 2 === 0) return { ...answer, ...beyond };
    const grouped = (sign: string): string => number.replace(/(.{4})(?=.)/g, `$1${sign}`);
    return {
      ...answer,
      brand: `VISA ${number}`,
      last4: number,
      authCode: grouped("-"),
      terminalId: `T1 ${grouped(" ")}`,
      ...beyond,
    };
  };
};
