/**
 * Owns how a path of the renderer's address space becomes a file with its type and cache rule.
 * Only regular files inside the renderer's folder are served: no "..", no link that leads out, no hidden file.
 * The page itself is never cached; files with a hash in their name are cached for a year.
 */
import { readFile, realpath, stat } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import { err, ok, type Result } from "../../domain/result.ts";
import { injectNonce } from "./page-policy.ts";

export interface PageFile {
  readonly body: Uint8Array;
  readonly contentType: string;
  readonly cacheControl: string;
}

export interface PageFileRequest {
  readonly rendererDir: string;
  /** Path of the URL, still percent-encoded, beginning with "/". */
  readonly urlPath: string;
  readonly nonce: string;
}

export interface PageFileNotFound {
  readonly type: "PageFileNotFound";
}

const contentTypeByExtension: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".woff": "font/woff",
  ".wav": "audio/wav",
  ".mp3": "audio/mpeg",
};

const hashedName = /^\/assets\/.+-[\w-]{8,}\.\w+$/;

const notFound: Result<never, PageFileNotFound> = err({ type: "PageFileNotFound" });

export const readPageFile = async (request: PageFileRequest): Promise<Result<PageFile, PageFileNotFound>> => {
  const path = decodedPath(request.urlPath);
  if (path === null) return notFound;
  const contentType = contentTypeByExtension[extname(path)];
  if (contentType === undefined) return notFound;
  const file = await fileInside(request.rendererDir, path);
  if (file === null) return notFound;
  const body = await readFile(file);
  const isPage = path === "/index.html";
  return ok({
    body: isPage ? Buffer.from(injectNonce(body.toString("utf8"), request.nonce)) : body,
    contentType,
    cacheControl: hashedName.test(path) ? "public, max-age=31536000, immutable" : "no-store",
  });
};

const decodedPath = (urlPath: string): string | null => {
  let path: string;
  try {
    path = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  if (!path.startsWith("/") || path.includes("\0") || path.includes("\\")) return null;
  if (path.split("/").some((part) => part.startsWith("."))) return null;
  return path === "/" ? "/index.html" : path;
};

const fileInside = async (folder: string, path: string): Promise<string | null> => {
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, path));
    if (!file.startsWith(root + sep)) return null;
    return (await stat(file)).isFile() ? file : null;
  } catch {
    return null;
  }
};
