/**
 * What no page may do, whatever it shows: leave its origin, open a window, embed a webview, be given a permission or
 * a device. Laid on every web contents as it is made, so that a window which somebody adds later is covered too.
 */
import type { App, Session, WebContents } from "electron";
import { openExternally } from "./external-links.ts";
import type { Opener } from "./external-links.ts";
import { pageOrigin } from "./page-protocol.ts";

export function refuseInEveryPage(app: Pick<App, "on">, opener: Opener): void {
  app.on("web-contents-created", (_event, contents) => refuseInPage(contents, opener));
}

export function refuseInPage(
  contents: Pick<WebContents, "on" | "setWindowOpenHandler">,
  opener: Opener,
): void {
  contents.on("will-navigate", (details) => details.preventDefault());
  contents.on("will-frame-navigate", (details) => details.preventDefault());
  contents.on("will-redirect", (details) => details.preventDefault());
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openExternally(opener, url);
    return { action: "deny" };
  });
}

/** Copying to the clipboard is the one thing that a page of ours is allowed. */
export function refusePermissions(session: Session): void {
  const granted = (permission: string, origin: string) =>
    permission === "clipboard-sanitized-write" && isOwn(origin);
  session.setPermissionRequestHandler((_contents, permission, reply, details) =>
    reply(granted(permission, details.requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => granted(permission, origin));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, reply) => reply({}));
}

/** Exactly our origin: no other scheme, host, port or user part that resembles it. */
export function isOwn(url: string): boolean {
  const rest = url.startsWith(pageOrigin) ? url.slice(pageOrigin.length) : null;
  return rest !== null && /^($|[/?#])/.test(rest);
}
