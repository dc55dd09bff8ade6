/**
 * Owns a card terminal on the network. A question that did not arrive charged nothing; one that did and was not answered
 * in time is a time-out, and the line stays open a while: an approval that comes then is told, because nobody waits for
 * it any more. A terminal that approves another amount is undone at once.
 */
import { err, ok, type Result } from "../../domain/result.ts";
import type {
  CardApproval,
  CardFailure,
  CardTerminal,
  LeakedApproval,
  RefundRequest,
} from "./card-terminal.ts";
import { openTerminalLine, type TerminalAddress, type TerminalLine } from "./terminal-line.ts";
import type { TerminalAnswer, TerminalQuestion } from "./terminal-messages.ts";

export interface LateApproval {
  readonly reference: string;
  readonly amountMinor: number;
}

export interface TcpTerminalOptions extends TerminalAddress {
  /** How long a customer may take with the card. */
  readonly answerMs: number;
  readonly onLateApproval: (late: LateApproval) => void;
}

export interface TcpTerminal extends CardTerminal {
  /** Stops listening for late answers. */
  readonly close: () => void;
}

const CONNECT_MS = 3000;
const QUICK_ANSWER_MS = 5000;
/** Banks give up long before. */
const LATE_MS = 600_000;

export const createTcpTerminal = (options: TcpTerminalOptions): TcpTerminal => {
  const waiting = new Set<TerminalLine>();
  /** What timed out and is not known to be taken: an approval of it would be late. */
  const unanswered = new Map<string, MoneyQuestion>();
  const ask = createAsk(options, waiting);
  const money = async (
    question: MoneyQuestion,
    signal: AbortSignal | null,
  ): Promise<Result<CardApproval, CardFailure>> => {
    const { reference, amountMinor } = question;
    const onLate = (answer: TerminalAnswer): void => {
      if (question.type === "pay" && answer.type === "approved" && unanswered.delete(reference)) {
        options.onLateApproval({ reference, amountMinor: answer.amountMinor });
      }
    };
    unanswered.set(reference, question);
    const heard = await ask({ question, signal, timeoutMs: options.answerMs, onLate });
    if (heard.answer?.type === "approved" && heard.answer.amountMinor !== amountMinor) {
      return (await isUndone(ask, question, heard.answer.amountMinor))
        ? err({ type: "declined", reason: "the terminal approved another amount" })
        : err({ type: "timeout", reference });
    }
    const result = meaningOf(heard, reference);
    if (result.ok || result.error.type !== "timeout") {
      unanswered.delete(reference);
    }
    return result;
  };
  return {
    name: `tcp ${options.host}:${String(options.port)}`,
    pay: (request, signal) => money({ type: "pay", ...request }, signal),
    refund: (request) => money(refundQuestion(request), null),
    status: async () => {
      const { answer, detail } = await ask({ question: { type: "status" }, timeoutMs: QUICK_ANSWER_MS });
      return answer?.type === "status"
        ? { reachable: true, busy: answer.busy }
        : { reachable: false, detail };
    },
    lastTransaction: async (reference) => {
      const heard = await ask({ question: { type: "lookup", reference }, timeoutMs: QUICK_ANSWER_MS });
      const { answer } = heard;
      if (answer?.type === "approved") {
        const question = unanswered.get(reference);
        if (question !== undefined && question.amountMinor !== answer.amountMinor) {
          return (await isUndone(ask, question, answer.amountMinor)) ? ok(null) : err(NOT_UNDONE);
        }
        unanswered.delete(reference);
        return approvalOf(answer);
      }
      return answer?.type === "none" || answer?.type === "declined" || answer?.type === "cancelled"
        ? ok(null)
        : err({ type: "unreachable", detail: answer === null ? heard.detail : "still under way" });
    },
    close: () => {
      for (const line of waiting) {
        line.hangUp();
      }
      waiting.clear();
    },
  };
};

type MoneyQuestion = Extract<TerminalQuestion, { readonly amountMinor: number }>;

const refundQuestion = ({ reverses, ...request }: RefundRequest): MoneyQuestion =>
  reverses === undefined
    ? { type: "refund", ...request }
    : { type: "reverse", original: reverses, ...request };

interface Heard {
  /** null: none that decides, in time. */
  readonly answer: TerminalAnswer | null;
  /** The question may have arrived. */
  readonly asked: boolean;
  readonly detail: string;
}

interface Asked {
  readonly question: TerminalQuestion;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | null;
  readonly onLate?: (answer: TerminalAnswer) => void;
}

type Ask = (asked: Asked) => Promise<Heard>;

/** An answer to another reference is none; "pending" decides only what was looked up. */
const decides = (question: TerminalQuestion, answer: TerminalAnswer): boolean =>
  question.type === "status" || answer.type === "status"
    ? question.type === answer.type
    : answer.reference === question.reference &&
      (question.type === "lookup" || (answer.type !== "pending" && answer.type !== "none"));

const createAsk =
  (address: TerminalAddress, waiting: Set<TerminalLine>): Ask =>
  ({ question, timeoutMs, signal, onLate }) =>
    new Promise((resolve) => {
      let isDecided = false;
      const decide = (heard: Heard): void => {
        isDecided = true;
        clearTimeout(limit);
        signal?.removeEventListener("abort", cancel);
        resolve(heard);
      };
      const leave = (): void => {
        clearTimeout(limit);
        waiting.delete(line);
        line.hangUp();
      };
      const line = openTerminalLine({
        address: { host: address.host, port: address.port },
        question,
        connectMs: CONNECT_MS,
        onAnswer: (answer) => {
          if (decides(question, answer)) {
            leave();
            if (isDecided) onLate?.(answer);
            else decide({ answer, asked: true, detail: "" });
          }
        },
        onEnd: (end) => {
          leave();
          decide({ ...end, answer: null });
        },
      });
      waiting.add(line);
      const cancel = (): void => {
        if ("reference" in question) {
          line.say({ type: "cancel", reference: question.reference });
        }
      };
      let limit = setTimeout(() => {
        cancel();
        decide({ answer: null, asked: line.isAsked(), detail: "no answer in time" });
        if (onLate === undefined || !line.isAsked()) {
          leave();
        } else {
          limit = setTimeout(leave, LATE_MS);
          limit.unref();
        }
      }, timeoutMs);
      signal?.addEventListener("abort", cancel);
    });

const meaningOf = (
  { answer, asked, detail }: Heard,
  reference: string,
): Result<CardApproval, CardFailure> => {
  switch (answer?.type) {
    case "approved":
      return approvalOf(answer);
    case "declined":
      return err({ type: "declined", reason: answer.reason });
    case "cancelled":
      return err({ type: "cancelled" });
    default:
      return err(asked ? { type: "timeout", reference } : { type: "unreachable", detail });
  }
};

/** The whole amount or nothing: what cannot be undone stays unknown, and is asked about. */
const isUndone = async (
  ask: Ask,
  { reference, currency }: MoneyQuestion,
  amountMinor: number,
): Promise<boolean> => {
  const undo = { type: "reverse", reference: `${reference}-undo`, original: reference } as const;
  const question: TerminalQuestion = { ...undo, amountMinor, currency };
  return (await ask({ question, timeoutMs: QUICK_ANSWER_MS })).answer?.type === "approved";
};

const NOT_UNDONE = { type: "unreachable", detail: "another amount was approved and not undone" } as const;

const approvalOf = (
  answer: Extract<TerminalAnswer, { type: "approved" }>,
): Result<CardApproval, LeakedApproval> =>
  answer.tellsCardNumber ? err({ type: "leaked", slip: slipOf(answer) }) : ok(slipOf(answer));

const slipOf = ({
  brand,
  last4,
  authCode,
  terminalId,
  reference,
}: Extract<TerminalAnswer, { type: "approved" }>): CardApproval => ({
  brand,
  last4,
  authCode,
  terminalId,
  reference,
});
