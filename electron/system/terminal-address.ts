/**
 * Owns what an address of a card terminal means, like tcp://10.0.0.9:9200?wait=90 in the environment
 * (TILLWRIGHT_TERMINAL) or on the devices screen. Reading it connects to nothing.
 */
import type { TcpTerminalOptions } from "../../drivers/terminal/tcp-terminal.ts";

const TCP_PORT = 9200;
const WAIT_SECONDS = 90;
const LONGEST_WAIT_SECONDS = 300;

/** null: the address means nothing. `wait`: seconds that a customer may take. */
export const readTerminalAddress = (
  address: string,
): Pick<TcpTerminalOptions, "host" | "port" | "answerMs"> | null => {
  const url = URL.canParse(address) && !/\s/.test(address) ? new URL(address) : null;
  const waitSeconds = Number(url?.searchParams.get("wait") ?? WAIT_SECONDS);
  return url?.protocol === "tcp:" &&
    url.hostname !== "" &&
    Number.isInteger(waitSeconds) &&
    waitSeconds >= 1 &&
    waitSeconds <= LONGEST_WAIT_SECONDS
    ? { host: url.hostname, port: Number(url.port || TCP_PORT), answerMs: waitSeconds * 1000 }
    : null;
};
