/**
 * Owns the way to main in a browser: one WebSocket to the page's own origin, opened again with growing pauses.
 * A call that was sent when the line broke answers "away, sent"; one made while away answers "away, not sent":
 * nothing is sent twice behind a person's back.
 */
import type { Connection, RawTransport } from "./till-client.ts";

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 3_000;

interface SocketState {
  socket: WebSocket | null;
  connection: Connection;
  pauseMs: number;
  nextId: number;
  readonly waiting: Map<number, (answer: unknown) => void>;
  readonly eventListeners: ((event: unknown) => void)[];
  readonly connectionListeners: ((connection: Connection) => void)[];
}

const away = (sent: boolean): unknown => ({ ok: false, error: { type: "TillAway", sent } });

const setConnection = (state: SocketState, connection: Connection): void => {
  if (state.connection === connection) {
    return;
  }
  state.connection = connection;
  for (const listener of state.connectionListeners) {
    listener(connection);
  }
};

const receive = (state: SocketState, text: string): void => {
  const message = JSON.parse(text) as {
    readonly id?: number;
    readonly result?: unknown;
    readonly event?: string;
  };
  if (message.event !== undefined) {
    for (const listener of state.eventListeners) {
      listener(message);
    }
    return;
  }
  if (message.id !== undefined) {
    const resolve = state.waiting.get(message.id);
    state.waiting.delete(message.id);
    resolve?.(message.result);
  }
};

const open = (state: SocketState, url: string): void => {
  const socket = new WebSocket(url);
  state.socket = socket;
  socket.addEventListener("open", () => {
    state.pauseMs = FIRST_PAUSE_MS;
    setConnection(state, "connected");
  });
  socket.addEventListener("message", (message: MessageEvent<string>) => receive(state, message.data));
  socket.addEventListener("close", () => {
    setConnection(state, "away");
    for (const resolve of state.waiting.values()) {
      resolve(away(true));
    }
    state.waiting.clear();
    window.setTimeout(() => open(state, url), state.pauseMs);
    state.pauseMs = Math.min(state.pauseMs * 2, LONGEST_PAUSE_MS);
  });
};

export const createSocketTransport = (url: string): RawTransport => {
  const state: SocketState = {
    socket: null,
    connection: "connecting",
    pauseMs: FIRST_PAUSE_MS,
    nextId: 1,
    waiting: new Map(),
    eventListeners: [],
    connectionListeners: [],
  };
  open(state, url);
  return {
    call: (procedure, payload) => {
      const { socket } = state;
      if (socket === null || socket.readyState !== WebSocket.OPEN) {
        return Promise.resolve(away(false));
      }
      const id = state.nextId;
      state.nextId += 1;
      return new Promise((resolve) => {
        state.waiting.set(id, resolve);
        socket.send(JSON.stringify({ id, procedure, payload }));
      });
    },
    onEvent: (listener) => {
      state.eventListeners.push(listener);
    },
    onConnection: (listener) => {
      state.connectionListeners.push(listener);
      listener(state.connection);
    },
  };
};
