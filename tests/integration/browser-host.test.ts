import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { maxMessageBytes, serverMessage, type ServerMessage } from "../../contracts/ipc-wire.ts";
import { err, ok } from "../../domain/result.ts";
import { startBrowserHost, type BrowserHost } from "../../electron/host/start-browser-host.ts";
import { createFakeTillPort, type FakeTillPort } from "../support/fake-till-port.ts";

let folder: string;
let till: FakeTillPort;
let host: BrowserHost;
let bugs: string[];
let tokenCount: number;

const start = async (port = 0) =>
  startBrowserHost({
    till,
    rendererDir: join(folder, "renderer"),
    port,
    createToken: () => `token-${(tokenCount += 1)}`,
    reportBug: (procedure) => bugs.push(procedure),
  });

const startFresh = async (port: FakeTillPort): Promise<void> => {
  till = port;
  const started = await start();
  if (!started.ok) throw new Error(started.error.type);
  host = started.value;
};

beforeEach(async () => {
  bugs = [];
  tokenCount = 0;
  folder = mkdtempSync(join(tmpdir(), "till-host-"));
  mkdirSync(join(folder, "renderer", "assets"), { recursive: true });
  writeFileSync(
    join(folder, "renderer", "index.html"),
    "<!doctype html><html><head><title>Till</title></head></html>",
  );
  writeFileSync(join(folder, "renderer", "assets", "main-Ab3dEf9_.js"), "export {};");
  writeFileSync(join(folder, "renderer", ".hidden.js"), "secret");
  writeFileSync(join(folder, "secret.js"), "secret");
  symlinkSync(join(folder, "secret.js"), join(folder, "renderer", "link.js"));
  await startFresh(createFakeTillPort());
});

afterEach(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

const origin = () => `http://127.0.0.1:${host.port}`;

const signIn = async (): Promise<string> => {
  const response = await fetch(host.url, { redirect: "manual" });
  return (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
};

interface RawRequest {
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly method?: string;
}

/** `fetch` tidies paths and forbids a Host header; an attacker does not. */
const rawGet = ({
  path,
  headers = {},
  method = "GET",
}: RawRequest): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    const call = httpRequest({ host: "127.0.0.1", port: host.port, path, headers, method }, (response) => {
      let body = "";
      response.on("data", (chunk: Buffer) => (body += chunk.toString()));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
    });
    call.on("error", reject);
    call.end();
  });

const openSocket = (headers: Record<string, string>, path = "/till"): Promise<WebSocket> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}`, { headers });
    socket.on("open", () => resolve(socket));
    socket.on("error", reject);
  });

const openOurSocket = async () => openSocket({ origin: origin(), cookie: await signIn() });

const nextMessage = (socket: WebSocket): Promise<ServerMessage> =>
  new Promise((resolve) =>
    socket.once("message", (data: Buffer) => resolve(serverMessage.parse(JSON.parse(data.toString("utf8"))))),
  );

const ask = (socket: WebSocket, text: string | Buffer): Promise<ServerMessage> => {
  const answer = nextMessage(socket);
  socket.send(text);
  return answer;
};

describe("entry", () => {
  test("the address is exchanged for a cookie and leaves the address bar", async () => {
    const response = await fetch(host.url, { redirect: "manual" });
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe("/");
    expect(response.headers.get("set-cookie")).toBe(
      `till_${host.port}=token-2; HttpOnly; SameSite=Strict; Path=/`,
    );
  });

  test.each([
    "/",
    "/index.html",
    "/assets/main-Ab3dEf9_.js",
    "/?token=wrong",
    "/?token=token-2",
    "/index.html?token=token-1",
  ])("without the cookie %s is refused with a sentence", async (path) => {
    const response = await rawGet({ path });
    expect(response.status).toBe(401);
    expect(response.body).toBe("Open the till with the address that it printed when it started.\n");
  });

  test("the token itself is not a session", async () => {
    const response = await rawGet({ path: "/", headers: { cookie: `till_${host.port}=token-1` } });
    expect(response.status).toBe(401);
  });
});

describe("pages", () => {
  test("the page carries the nonce that its policy names, and is never cached", async () => {
    const response = await fetch(`${origin()}/`, { headers: { cookie: await signIn() } });
    expect(await response.text()).toContain(`<head><meta property="csp-nonce" nonce="token-5"><title>`);
    expect(response.headers.get("content-security-policy")).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-token-5'; img-src 'self' data:; " +
        "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
    );
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  test("a file with a hash in its name is cached for good", async () => {
    const response = await fetch(`${origin()}/assets/main-Ab3dEf9_.js`, {
      headers: { cookie: await signIn() },
    });
    expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  });

  test.each([
    "/../secret.js",
    "/..%2fsecret.js",
    "/%2e%2e/secret.js",
    "/assets/..%5c..%5csecret.js",
    "/assets/%2e%2e%2f%2e%2e%2fsecret.js",
    "/link.js",
    "/.hidden.js",
    "/index.html%00.js",
    "/%zz.js",
    "/assets",
    "//secret.js",
  ])("%s does not leave the renderer's folder", async (path) => {
    const response = await rawGet({ path, headers: { cookie: await signIn() } });
    expect(response.status).toBe(404);
    expect(response.body).not.toContain("secret");
  });

  test.each(["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1:1", "0.0.0.0"])(
    "a page asked for as %s is refused (a name rebound to this machine)",
    async (name) => {
      const response = await rawGet({ path: "/?token=token-1", headers: { host: name } });
      expect(response.status).toBe(421);
    },
  );

  test("nothing can be written over HTTP", async () => {
    const response = await rawGet({ path: "/", method: "POST", headers: { cookie: await signIn() } });
    expect(response.status).toBe(405);
  });
});

describe("calls", () => {
  test("a call is answered under its number", async () => {
    const socket = await openOurSocket();
    const answer = await ask(
      socket,
      JSON.stringify({ id: 7, procedure: "basket.current", payload: { a: 1 } }),
    );
    expect(answer).toEqual({ id: 7, result: { ok: true, value: { a: 1 } } });
    expect(till.calls).toEqual([{ procedure: "basket.current", payload: { a: 1 } }]);
    socket.close();
  });

  test("an error of the till crosses unchanged", async () => {
    await host.close();
    await startFresh(createFakeTillPort(async () => err({ type: "UnknownBarcode", code: "4006381333931" })));
    const answer = await ask(
      await openOurSocket(),
      JSON.stringify({ id: 1, procedure: "basket.scan", payload: {} }),
    );
    expect(answer).toEqual({
      id: 1,
      result: { ok: false, error: { type: "UnknownBarcode", code: "4006381333931" } },
    });
  });

  test.each([
    ["nonsense", null],
    ["", null],
    ["null", null],
    ["[]", null],
    ['{"id":4}', 4],
    ['{"id":-1,"procedure":"a","payload":1}', null],
    ['{"id":5,"procedure":"","payload":1}', 5],
    ['{"id":6,"procedure":"a","payload":1,"extra":true}', 6],
    [`{"id":8,"procedure":"${"x".repeat(101)}","payload":1}`, 8],
  ])("%s is answered with what is wrong, and the connection goes on", async (text, id) => {
    const socket = await openOurSocket();
    const answer = await ask(socket, text);
    expect(answer).toMatchObject({ id, result: { ok: false, error: { type: "MalformedMessage" } } });
    expect(await ask(socket, JSON.stringify({ id: 9, procedure: "a", payload: 1 }))).toMatchObject({ id: 9 });
    expect(till.calls).toHaveLength(1);
  });

  test("bytes are not a call", async () => {
    const answer = await ask(await openOurSocket(), Buffer.from([1, 2, 3]));
    expect(answer).toMatchObject({ id: null, result: { ok: false, error: { type: "MalformedMessage" } } });
  });

  test("a message over 1 MiB closes its connection and no other", async () => {
    const socket = await openOurSocket();
    const other = await openOurSocket();
    const closed = new Promise<number>((resolve) => socket.once("close", resolve));
    socket.send(JSON.stringify({ id: 1, procedure: "a", payload: "x".repeat(maxMessageBytes) }));
    expect(await closed).toBe(1009);
    expect(till.calls).toHaveLength(0);
    expect(await ask(other, JSON.stringify({ id: 2, procedure: "a", payload: 1 }))).toMatchObject({ id: 2 });
  });

  test("a bug in the till is reported here and says nothing to the page", async () => {
    await host.close();
    await startFresh(
      createFakeTillPort(async () => {
        throw new Error("column secret_pin does not exist");
      }),
    );
    const socket = await openOurSocket();
    const answer = await ask(socket, JSON.stringify({ id: 1, procedure: "staff.signIn", payload: {} }));
    expect(answer).toEqual({ id: 1, result: { ok: false, error: { type: "UnexpectedFailure" } } });
    expect(bugs).toEqual(["staff.signIn"]);
  });

  test("an answer that JSON cannot carry is a bug of ours, not a crash", async () => {
    await host.close();
    await startFresh(createFakeTillPort(async () => ok(10n)));
    const socket = await openOurSocket();
    const answer = await ask(socket, JSON.stringify({ id: 1, procedure: "report.total", payload: {} }));
    expect(answer).toMatchObject({ id: 1, result: { ok: false, error: { type: "UnexpectedFailure" } } });
    till.push("bad.event", 10n);
    expect(bugs).toEqual(["report.total", "bad.event"]);
  });

  test("events reach every open page, and a closed page is forgotten", async () => {
    const first = await openOurSocket();
    const second = await openOurSocket();
    const heard = Promise.all([nextMessage(first), nextMessage(second)]);
    till.push("basket.changed", { parkedCount: 2 });
    const event = { event: "basket.changed", data: { parkedCount: 2 } };
    expect(await heard).toEqual([event, event]);
    const closed = new Promise((resolve) => first.once("close", resolve));
    first.close();
    await closed;
    await expect.poll(() => till.listenerCount()).toBe(1);
  });
});

describe("who may connect", () => {
  test.each([
    ["no cookie", () => ({ origin: origin() })],
    ["a foreign page", (cookie: string) => ({ origin: "http://evil.example", cookie })],
    ["a page of another port", (cookie: string) => ({ origin: "http://127.0.0.1:1", cookie })],
    ["no origin", (cookie: string) => ({ cookie })],
    ["the null origin", (cookie: string) => ({ origin: "null", cookie })],
    ["a rebound name", (cookie: string) => ({ origin: origin(), cookie, host: "evil.example" })],
    ["a wrong cookie", () => ({ origin: origin(), cookie: `till_${host.port}=guess` })],
  ])("a WebSocket with %s is refused", async (_name, headersOf) => {
    const headers: Record<string, string> = headersOf(await signIn());
    await expect(openSocket(headers)).rejects.toThrow("403");
    expect(till.listenerCount()).toBe(0);
  });

  test("only one address takes WebSockets", async () => {
    await expect(openSocket({ origin: origin(), cookie: await signIn() }, "/")).rejects.toThrow("403");
  });

  test("only loopback is bound", async () => {
    const outside = await new Promise<string>((resolve) => {
      const socket = connect({ port: host.port, host: "::1" });
      socket.on("connect", () => resolve("connected"));
      socket.on("error", () => resolve("refused"));
    });
    expect(outside).toBe("refused");
  });
});

test("a taken port is an answer, not an exception", async () => {
  expect(await start(host.port)).toEqual(err({ type: "PortTaken", port: host.port }));
});

test("closing ends open connections and leaves the till to its owner", async () => {
  const socket = await openOurSocket();
  const closed = new Promise<number>((resolve) => socket.once("close", resolve));
  await host.close();
  expect(await closed).toBe(1001);
  expect(till.isClosed()).toBe(false);
});

describe("the customer display", () => {
  const displayAddress = async (): Promise<string> => {
    const page = await connectAs("/till", await signIn());
    const answer = await question(page, "customerScreen.open");
    page.terminate();
    return String((answer as { readonly value?: { readonly address?: string } }).value?.address);
  };

  const connectAs = (path: string, cookie: string): Promise<WebSocket> =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}`, {
        headers: { origin: origin(), cookie },
      });
      socket.once("open", () => resolve(socket));
      socket.once("error", reject);
    });

  const question = (socket: WebSocket, procedure: string): Promise<unknown> =>
    new Promise((resolve) => {
      socket.once("message", (data: Buffer) => {
        resolve((JSON.parse(data.toString("utf8")) as { readonly result: unknown }).result);
      });
      socket.send(JSON.stringify({ id: 1, procedure, payload: {} }));
    });

  test("has an address of its own, which lets in to its page and its one question, and to nothing else", async () => {
    writeFileSync(join(folder, "renderer", "display.html"), "<html><head></head></html>");
    const entered = await fetch(await displayAddress(), { redirect: "manual" });
    expect(entered.headers.get("location")).toBe("/display.html");
    const cookie = (entered.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    const status = async (path: string) =>
      (await fetch(`${origin()}${path}`, { headers: { cookie } })).status;
    expect([await status("/display.html"), await status("/"), await status("/index.html")]).toEqual([
      200, 401, 401,
    ]);
    await expect(connectAs("/till", cookie)).rejects.toThrow("403");
    const display = await connectAs("/display", cookie);
    expect(await question(display, "customerScreen.state")).toEqual(ok({}));
    expect(await question(display, "basket.get")).toMatchObject({
      ok: false,
      error: { type: "UnknownProcedure" },
    });
    expect(await question(display, "customerScreen.open")).toMatchObject({ ok: false });
    expect(till.calls.map(({ procedure }) => procedure)).toEqual([
      "customerScreen.open",
      "customerScreen.state",
    ]);
    const heard: string[] = [];
    display.on("message", (data: Buffer) => heard.push(data.toString("utf8")));
    till.push("basket.changed", { secret: true });
    till.push("customerScreen.changed", null);
    await expect.poll(() => heard).toEqual([JSON.stringify({ event: "customerScreen.changed", data: null })]);
    display.terminate();
  });

  test("the till's own page cannot be reached as a display, nor by a stranger", async () => {
    await expect(connectAs("/display", await signIn())).rejects.toThrow("403");
    await expect(connectAs("/display", "")).rejects.toThrow("403");
  });
});
