/**
 * `app://bennu`: the only origin that a window ever shows. The renderer's files are served from memory with the
 * content policy; there is no file:// and no path into the file system.
 */
import type { Protocol } from "electron";
import { pageHeaders } from "../content-policy.ts";
import type { PageFiles } from "../page-files.ts";

export const pageScheme = "app";
export const pageOrigin = "app://bennu";
export const startPage = `${pageOrigin}/index.html`;

/** Must be called before the app is ready. */
export function declareScheme(protocol: Pick<Protocol, "registerSchemesAsPrivileged">): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true };
  protocol.registerSchemesAsPrivileged([{ scheme: pageScheme, privileges }]);
}

export function servePages(protocol: Pick<Protocol, "handle">, files: PageFiles): void {
  protocol.handle(pageScheme, (request) => pageFor(files, request));
}

export function pageFor(files: PageFiles, request: Pick<Request, "url" | "method">): Response {
  const url = new URL(request.url);
  const ours = url.protocol === "app:" && url.host === "bennu" && request.method === "GET";
  const file = ours ? files.get(url.pathname) : undefined;
  if (!file) return new Response(null, { status: 404, headers: pageHeaders });
  return new Response(file.body, { headers: { ...pageHeaders, "content-type": file.contentType } });
}
