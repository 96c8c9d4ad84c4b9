/**
 * Tells a person who looks elsewhere: the dock's or task bar's progress while operations run, a notification for
 * each notice that comes while no window has the focus. It follows the same topics as a window does.
 */
import type { BrowserWindow, Notification } from "electron";
import type { ConsoleEvent } from "../../shared/contract/topics.ts";
import { isTerminal } from "../../shared/model/operation.ts";
import type { OperationSummary } from "../../shared/model/operation.ts";
import type { Session } from "../ipc/session.ts";
import type { Carried } from "./window-bridge.ts";

type ProgressWindow = Pick<BrowserWindow, "setProgressBar" | "isDestroyed">;

export interface AttentionSurface {
  readonly makeNotification: typeof Notification;
  windows(): readonly ProgressWindow[];
  hasFocus(): boolean;
  show(hash: string): void;
}

const noBar = -1;

export class Attention {
  readonly #surface: AttentionSurface;
  readonly #carried: Carried;
  readonly #running = new Map<string, OperationSummary>();
  readonly #session: Session;

  constructor(carried: Carried, surface: AttentionSurface) {
    this.#carried = carried;
    this.#surface = surface;
    this.#session = { id: "attention", push: (event) => this.#follow(event) };
  }

  async start(): Promise<void> {
    const reply = await this.#carried.handle(this.#session, "topic:open", {
      topic: "operations",
      scope: null,
    });
    if (reply.ok && reply.value !== null && "rows" in reply.value)
      this.#take(reply.value.rows as readonly OperationSummary[]);
  }

  stop(): void {
    this.#carried.closeSession(this.#session);
  }

  #follow(event: ConsoleEvent): void {
    if (event.event === "notice:raised") return this.#tell(event.text, event.link);
    this.#take(event.delta.upserts as readonly OperationSummary[]);
  }

  #take(rows: readonly OperationSummary[]): void {
    for (const row of rows) {
      if (isTerminal(row.status)) this.#running.delete(row.id);
      else this.#running.set(row.id, row);
    }
    const bar = meanProgress([...this.#running.values()]);
    for (const window of this.#surface.windows())
      if (!window.isDestroyed()) window.setProgressBar(bar);
  }

  #tell(body: string, link: string | null): void {
    if (this.#surface.hasFocus() || !this.#surface.makeNotification.isSupported()) return;
    const notification = new this.#surface.makeNotification({ title: "Bennu", body });
    notification.on("click", () => this.#surface.show(link ?? "#/fleets"));
    notification.show();
  }
}

export function meanProgress(running: readonly Pick<OperationSummary, "progress">[]): number {
  if (running.length === 0) return noBar;
  return running.reduce((sum, { progress }) => sum + progress, 0) / running.length;
}
