/**
 * A request and its reply as they pass over the practice cloud's wire, with or without a socket.
 * Plain data: both can be sent through a MessagePort.
 */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | readonly string[] | null>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

export interface WireReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** In the place of `body`, where the protocol is not text. */
  readonly bytes?: Uint8Array;
}

/** Whatever answers requests: the endpoint itself, or one behind a port. Never throws for a bad request. */
export interface PracticeEndpoint {
  handle(request: WireRequest): Promise<WireReply>;
}

export function bodyText(request: WireRequest): string {
  if (typeof request.body === "string") return request.body;
  return Buffer.from(request.body).toString("utf8");
}

export function lowerCaseHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
