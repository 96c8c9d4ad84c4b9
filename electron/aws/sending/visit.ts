/**
 * A GET as a visitor of the fleet would make it, for gates. It carries no credentials and no cookies, follows no
 * redirect, waits for the head of the answer alone, and reads nothing of its body. On a practice connection it is
 * posted to the practice world, as everything else is: no network is ever asked.
 */
import { toErrorData } from "../../../shared/errors.ts";
import type { Connection } from "../../../shared/model/connection.ts";
import type { HttpAnswer } from "../../../shared/model/facts/watch-facts.ts";
import type { PracticeHandler, Transport } from "./transport.ts";

/** Never rejects: that no answer came is an answer. */
export type Visit = (url: string) => Promise<HttpAnswer>;

const ANSWER_WITHIN_MS = 10_000;

export const visitorOf = (transport: Transport, { region }: Connection): Visit =>
  transport.kind === "practice"
    ? (url) => visitPractice(transport.requestHandler, region, url)
    : visitNetwork;

export async function visitNetwork(url: string): Promise<HttpAnswer> {
  try {
    const answer = await fetch(url, {
      redirect: "manual",
      credentials: "omit",
      cache: "no-store",
      referrerPolicy: "no-referrer",
      headers: { "user-agent": "bennu-gate" },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    await answer.body?.cancel();
    return { kind: "answered", status: answer.status };
  } catch (error) {
    return { kind: "none", reason: whyNone(error) };
  }
}

function whyNone(error: unknown): string {
  if (error instanceof DOMException && error.name === "TimeoutError")
    return `nothing came within ${String(ANSWER_WITHIN_MS / 1000)} s`;
  const cause = error instanceof Error ? error.cause : null;
  const code = cause instanceof Error && "code" in cause ? cause.code : null;
  return typeof code === "string" ? code : toErrorData(error).message;
}

/** How the practice cloud knows a visitor; see electron/practice/wire/visits.ts. */
const HEADERS = { url: "x-practice-visit", region: "x-practice-region" } as const;

async function visitPractice(
  handler: PracticeHandler,
  region: string,
  url: string,
): Promise<HttpAnswer> {
  const headers = { [HEADERS.url]: url, [HEADERS.region]: region };
  const request = { method: "GET", path: "/", query: {}, headers, body: "" };
  try {
    const { response } = await handler.handle(request as never);
    const { statusCode = 0, headers: said = {} } = response as Partial<Answered>;
    const unreached = said["x-practice-unreached"];
    if (unreached !== undefined) return { kind: "none", reason: unreached };
    return { kind: "answered", status: statusCode };
  } catch (error) {
    return { kind: "none", reason: toErrorData(error).message };
  }
}

interface Answered {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
}
