/**
 * The composition root of both hosts: builds the console from its ports and gives back the few functions by which
 * a host carries it. The only file that knows all the parts.
 */
import { homedir, userInfo } from "node:os";
import type { Reply, RequestName } from "../shared/contract/requests.ts";
import { makeGate } from "./ipc/gate.ts";
import type { Session } from "./ipc/session.ts";

export interface ConsoleOptions {
  readonly dataDir: string;
  readonly appVersion: string;
  readonly host: "desktop" | "serve";
  /** The wall's time, epoch ms. */
  readonly wall: () => number;
  readonly practice: { readonly speed: number; readonly seed: number };
  readonly workers: { readonly practice: URL; readonly inventory: URL };
}

export interface OpenConsole {
  handle(session: Session, name: unknown, payload: unknown): Promise<Reply<RequestName>>;
  closeSession(session: Session): void;
  close(): Promise<void>;
}

export async function openConsole(options: ConsoleOptions): Promise<OpenConsole> {
  const gate = makeGate({
    "console:hello": async () => ({
      version: options.appVersion,
      host: options.host,
      wallMs: options.wall(),
      user: userInfo().username,
      recipeFolder: homedir(),
      journalFile: options.dataDir,
    }),
  });
  return { handle: gate, closeSession: () => undefined, close: async () => undefined };
}
