/**
 * Owns the `app://till/` addresses: the renderer's files with the same policy as the browser host's, only stricter,
 * because a page inside Electron has no network at all.
 */
import { readPageFile } from "../page/page-file.ts";
import { pageHeaders } from "../page/page-policy.ts";
import { isPageUrl } from "./page-address.ts";

export interface ServePageOptions {
  readonly rendererDir: string;
  /** New with every start. */
  readonly nonce: string;
}

type AnswerPage = (request: { readonly url: string; readonly method: string }) => Promise<Response>;

export const createPageHandler =
  ({ rendererDir, nonce }: ServePageOptions): AnswerPage =>
  async (request) => {
    const headers = pageHeaders(nonce, "none");
    if (!isPageUrl(request.url) || request.method !== "GET")
      return new Response(null, { status: 403, headers });
    const file = await readPageFile({ rendererDir, urlPath: new URL(request.url).pathname, nonce });
    if (!file.ok) return new Response(null, { status: 404, headers });
    const { body, contentType, cacheControl } = file.value;
    return new Response(new Uint8Array(body), {
      headers: { ...headers, "content-type": contentType, "cache-control": cacheControl },
    });
  };
