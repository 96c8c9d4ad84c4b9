/**
 * Calls that were on their way when their connection broke, and that arrive later: the region keeps them as timers,
 * so that they come at their moment, also after a restart.
 */
import { practiceKeys } from "../access-keys.ts";
import { practiceServices } from "../practice-services.ts";
import type { WireRequest } from "../wire/messages.ts";
import { createPracticeEndpoint } from "../wire/practice-endpoint.ts";
import { timerKind } from "../world/kernel/timers.ts";
import type { World } from "../world/kernel/world.ts";

type KeptRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** Base64. */
  readonly body: string;
};

const callDue = timerKind<KeptRequest>("faults.call");

export function performLater(world: World, request: WireRequest, delayMs: number): void {
  const query = Object.entries(request.query).map(([name, value]) => [name, String(value ?? "")]);
  world.after(callDue, delayMs, {
    method: request.method,
    path: request.path,
    query: Object.fromEntries(query) as Record<string, string>,
    headers: { ...request.headers },
    body: Buffer.from(request.body).toString("base64"),
  });
}

export function registerLateCalls(world: World): void {
  world.on(callDue, (_, kept) => perform(world, kept));
}

/** An endpoint acts before it first yields, so the change is made at this moment. Nobody waits for its answer. */
function perform(world: World, kept: KeptRequest): void {
  const signedAtMs = signatureTime(kept.headers["x-amz-date"] ?? "");
  const endpoint = createPracticeEndpoint({
    world: ({ accountId, region }) =>
      region === world.region && accountId === world.accountId
        ? world
        : (world.neighbours?.find({ accountId, region }) ?? null),
    services: practiceServices,
    keys: practiceKeys(() => world),
    clock: { nowMs: () => world.nowMs, wallMs: () => signedAtMs },
  });
  void endpoint.handle({ ...kept, body: Buffer.from(kept.body, "base64") });
}

/** `20261121T123456Z` */
const signatureTime = (text: string) =>
  Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z")) || 0;
