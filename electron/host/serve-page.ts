/**
 * Owns the browser host's HTTP answers: the entry address, the renderer's files, and refusals.
 * Reads only (GET and HEAD); everything a till does goes over the WebSocket.
 * A refusal is one plain sentence that a cashier can act on; it never says what would have been accepted.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { readPageFile } from "../page/page-file.ts";
import { pageHeaders } from "../page/page-policy.ts";
import type { AccessGate, PageRole } from "./access-gate.ts";

export interface ServePageDeps {
  readonly gate: AccessGate;
  readonly rendererDir: string;
  readonly nonce: string;
}

type Headers = Readonly<Record<string, string>>;

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array | string;
}

export const createPageHandler =
  (deps: ServePageDeps) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answer = await answerTo(deps, request);
    response.writeHead(answer.status, { ...pageHeaders(deps.nonce, "self"), ...answer.headers });
    response.end(request.method === "HEAD" ? undefined : answer.body);
  };

const answerTo = async (deps: ServePageDeps, request: IncomingMessage): Promise<Answer> => {
  if (!deps.gate.isOurHost(request.headers.host))
    return refusal(421, "This address does not belong to the till.");
  if (request.method !== "GET" && request.method !== "HEAD")
    return refusal(405, "The till's pages can only be read.");
  const [path = "/", query = ""] = (request.url ?? "/").split("?", 2);
  const token = path === "/" ? new URLSearchParams(query).get("token") : null;
  const role = token === null ? null : deps.gate.roleOfToken(token);
  if (role !== null) return entry(deps.gate, role);
  if (!mayRead(deps.gate, request.headers.cookie, path)) {
    return refusal(401, "Open the till with the address that it printed when it started.");
  }
  return fileAnswer(deps, path);
};

const DISPLAY_PAGE = "/display.html";

/** The display gets its own page and what that is made of. */
const mayRead = (gate: AccessGate, cookie: string | undefined, path: string): boolean =>
  gate.hasSession("till", cookie) ||
  (gate.hasSession("display", cookie) && (path === DISPLAY_PAGE || path.startsWith("/assets/")));

/** The token leaves the address bar and the history at once. */
const entry = (gate: AccessGate, role: PageRole): Answer => ({
  status: 303,
  headers: {
    location: role === "till" ? "/" : DISPLAY_PAGE,
    "set-cookie": gate.sessionCookie[role],
    "cache-control": "no-store",
  },
  body: "",
});

const fileAnswer = async (deps: ServePageDeps, urlPath: string): Promise<Answer> => {
  const file = await readPageFile({ rendererDir: deps.rendererDir, urlPath, nonce: deps.nonce });
  if (!file.ok) return refusal(404, "There is no such file in the till's screens.");
  const { body, contentType, cacheControl } = file.value;
  return { status: 200, headers: { "content-type": contentType, "cache-control": cacheControl }, body };
};

const refusal = (status: number, sentence: string): Answer => ({
  status,
  headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  body: `${sentence}\n`,
});
