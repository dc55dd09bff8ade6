/**
 * Owns the one channel from the page to main: who may call, and that only a Result goes back.
 * A caller is believed only when it is the top frame of our own page; anything else is refused by an exception,
 * which Electron turns into a rejected promise on the other side.
 */
import type { IpcMainInvokeEvent } from "electron";
import type { MalformedMessage, UnexpectedFailure } from "../../contracts/ipc-wire.ts";
import { err, type Result } from "../../domain/result.ts";
import { displayPort } from "../ipc/display-port.ts";
import type { TillPort } from "../ipc/till-port.ts";
import type { ElectronApi } from "./electron-api.ts";
import { callChannel, isDisplayUrl, isPageUrl } from "./page-address.ts";

export interface AnswerCallsDeps {
  readonly ipcMain: ElectronApi["ipcMain"];
  readonly till: TillPort;
  /** Receives a bug; the page gets only `UnexpectedFailure`. */
  readonly reportBug: (procedure: string, error: unknown) => void;
}

export const answerCalls = (deps: AnswerCallsDeps): void => {
  const display = displayPort(deps.till);
  deps.ipcMain.handle(callChannel, async (event, ...args: unknown[]): Promise<Result<unknown, unknown>> => {
    if (!isOurPage(event)) throw new Error("This page may not call the till.");
    const [procedure, payload] = args;
    if (typeof procedure !== "string" || args.length !== 2) {
      return err<MalformedMessage>({
        type: "MalformedMessage",
        problem: "A call has a procedure and a payload.",
      });
    }
    try {
      const till = isDisplayUrl(event.senderFrame?.url ?? "") ? display : deps.till;
      return await till.call(procedure, payload);
    } catch (error) {
      deps.reportBug(procedure, error);
      return err<UnexpectedFailure>({ type: "UnexpectedFailure" });
    }
  });
};

const isOurPage = ({ senderFrame }: IpcMainInvokeEvent): boolean =>
  senderFrame !== null && senderFrame.parent === null && isPageUrl(senderFrame.url);
