import type { RequestName, RequestPayload, Reply } from "./requests.ts";
import type { ConsoleEvent } from "./topics.ts";

/** The one object that a renderer has of its host: the preload's `window.bennu`, or the WebSocket's twin of it. */
export interface Bridge {
  readonly host: "desktop" | "serve";
  request<N extends RequestName>(name: N, payload: RequestPayload<N>): Promise<Reply<N>>;
  /** Returns the function that ends the subscription. */
  onEvent(listener: (event: ConsoleEvent) => void): () => void;
  /** Called with false when the host can't be reached, with true when it can again. */
  onLink(listener: (up: boolean) => void): () => void;
}

export type BridgeFrame =
  | { readonly id: number; readonly name: string; readonly payload: unknown }
  | { readonly id: number; readonly reply: Reply<RequestName> }
  | { readonly push: ConsoleEvent };
