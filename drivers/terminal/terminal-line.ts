/**
 * Owns one connection to a card terminal on the network: one question out, the lines that come back, and how it ended.
 * Never throws; what goes wrong ends it. Says whether the question can have arrived, because only then a card can have
 * been charged.
 */
import { connect } from "node:net";
import { LONGEST_LINE, questionLine, readAnswer, type TerminalAnswer } from "./terminal-messages.ts";
import type { TerminalQuestion } from "./terminal-messages.ts";

export interface TerminalAddress {
  readonly host: string;
  readonly port: number;
}

export interface TerminalLine {
  /** Whether the question may have arrived. */
  readonly isAsked: () => boolean;
  /** After the question, also where it has not gone out yet. */
  readonly say: (question: TerminalQuestion) => void;
  readonly hangUp: () => void;
}

export interface TerminalLineOptions {
  readonly address: TerminalAddress;
  readonly question: TerminalQuestion;
  /** Longest time to connect. */
  readonly connectMs: number;
  readonly onAnswer: (answer: TerminalAnswer) => void;
  /** Called once. `asked`: the question may have arrived. */
  readonly onEnd: (end: { readonly asked: boolean; readonly detail: string }) => void;
}

export const openTerminalLine = (options: TerminalLineOptions): TerminalLine => {
  const socket = connect({ ...options.address, noDelay: true });
  socket.setEncoding("utf8");
  socket.setKeepAlive(true, 10_000);
  let asked = false;
  let isOver = false;
  let unread = "";
  const unsaid = [options.question];
  const end = (detail: string): void => {
    if (!isOver) {
      isOver = true;
      clearTimeout(late);
      socket.destroy();
      options.onEnd({ asked, detail });
    }
  };
  const late = setTimeout(() => end("no connection in time"), options.connectMs);
  socket.on("connect", () => {
    clearTimeout(late);
    asked = true;
    socket.write(unsaid.map(questionLine).join(""));
  });
  socket.on("data", (text: string) => {
    const lines = (unread + text).split("\n");
    unread = lines.pop() ?? "";
    if (unread.length > LONGEST_LINE) {
      end("a line without an end");
      return;
    }
    for (const line of lines) {
      const answer = readAnswer(line);
      if (answer !== null && !isOver) {
        options.onAnswer(answer);
      }
    }
  });
  socket.on("error", (error) => end(error.message));
  socket.on("close", () => end("the terminal hung up"));
  return {
    isAsked: () => asked,
    say: (question) => {
      if (!asked) {
        unsaid.push(question);
      } else if (!isOver) {
        socket.write(questionLine(question));
      }
    },
    hangUp: () => {
      if (!isOver) {
        isOver = true;
        clearTimeout(late);
        socket.destroy();
      }
    },
  };
};
