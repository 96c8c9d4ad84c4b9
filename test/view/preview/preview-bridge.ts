/** A bridge that answers from fixtures, for looking at screens without a console. Never part of the program. */
import type { Bridge } from "../../../shared/contract/bridge.ts";
import type { TopicName, TopicRows } from "../../../shared/contract/topics.ts";
import type { ConnectionState } from "../../../shared/model/connection.ts";
import { connectionId } from "../../../shared/model/ids.ts";
import { aFleet, nowMs, serversOf, type FleetShape } from "./fleets.ts";
import { faultChoices, lessons, practiceRegions } from "./practice.ts";
import { aReplacement, aReplacePlan, eventsOf, imagesOf } from "./operations.ts";
import { slotsOf } from "./slots.ts";
import { strategyAnswer } from "./strategies.ts";
import { defaultGuardRails } from "../../../shared/model/guard-rails.ts";

const dayMs = 86_400_000;
const shapes: readonly FleetShape[] = [
  { name: "checkout-web", live: 40, servers: 50, rising: 24, snowflakes: 1 },
  { name: "catalog-api", live: 118, servers: 64, ageMs: 5 * 3_600_000 },
  { name: "search-indexer", live: 77, servers: 22, warm: true, ageMs: 38 * 60_000 },
  { name: "payments", live: 203, servers: 18, ageMs: 2 * dayMs, connection: "shop-prod" },
  { name: "session-cache", live: 19, servers: 12, snowflakes: 3, ageMs: 61 * dayMs },
  { name: "image-resizer", live: 55, servers: 140, ageMs: 9 * dayMs },
  { name: "recommendations", live: 90, servers: 31 },
  { name: "mail-worker", live: 33, servers: 9, snowflakes: 2, ageMs: 44 * dayMs },
  { name: "ledger-db", live: 8, servers: 3, ageMs: 19 * dayMs },
  { name: "fraud-model", live: 51, servers: 24, warm: true },
];

function aConnection(id: string, environment: "prod" | "practice"): ConnectionState {
  return {
    connection: {
      id: connectionId(id),
      name: id === "practice" ? "practice cloud" : id,
      kind: environment === "practice" ? "practice" : "aws",
      profile: environment === "practice" ? null : "ops-release",
      region: "eu-west-1",
      endpoint: null,
      environment,
      colour: environment === "prod" ? "red" : "green",
      readOnly: false,
    },
    phase: "ready",
    accountId: "441722901163",
    principalArn: "arn:aws:iam::441722901163:user/ops",
    error: null,
    lastSyncAtMs: nowMs - 60_000,
    callsPerMinute: 38,
    pagesRead: 12,
    clock: { nowMs, wallMs: Date.now(), speed: environment === "practice" ? 60 : 1 },
    counts: { fleets: 9, servers: 370, images: 40 },
  };
}

export function previewBridge(): Bridge {
  const many = Number(new URLSearchParams(location.search).get("fleets") ?? "0");
  const isEmpty = new URLSearchParams(location.search).has("empty");
  const extra = Array.from({ length: many }, (_, index) => ({
    name: `fleet-${String(index)}`,
    live: 5,
    servers: 10 + (index % 40),
  }));
  const fleets = isEmpty ? [] : [...shapes, ...extra].map(aFleet);
  const first = fleets[0];
  const operation = first === undefined ? null : aReplacement(first);
  const failed: ConnectionState = {
    ...aConnection("shop-prod", "prod"),
    phase: "failed",
    lastSyncAtMs: null,
    error: {
      code: "credentials-expired",
      message:
        "AWS says the session token has expired. Nothing can be read or changed. Run aws sso login --profile ops-release.",
      details: { awsCode: "ExpiredToken" },
      retry: "later",
    },
  };
  const rows: { [T in TopicName]: (scope: string | null) => readonly TopicRows[T][] } = {
    connections: () =>
      isEmpty
        ? [{ ...aConnection("practice", "practice"), phase: "first-sync", pagesRead: 7 }, failed]
        : [aConnection("practice", "practice"), aConnection("shop-prod", "prod")],
    fleets: () => fleets,
    images: () => fleets.slice(0, 3).flatMap(imagesOf),
    operations: () => (operation === null ? [] : [operation]),
    servers: (scope) => fleets.filter(({ id }) => scope === "*" || id === scope).flatMap(serversOf),
    operation: () => (operation === null ? [] : [operation]),
    events: () => (operation === null ? [] : eventsOf(operation)),
    slots: () => (operation === null ? [] : slotsOf(operation)),
    practice: () => practiceRegions,
    recipes: () => [],
    recipeFolder: () => [],
  };
  return {
    host: "serve",
    onEvent: () => () => undefined,
    onLink: () => () => undefined,
    request(name, payload) {
      const answer = (value: unknown) => Promise.resolve({ ok: true, value } as never);
      if (name === "topic:open") {
        const { topic, scope } = payload as { topic: TopicName; scope: string | null };
        return answer({ topic, scope, revision: 1, rows: rows[topic](scope) });
      }
      if (name === "console:hello")
        return answer({
          version: "0.1.0",
          host: "serve",
          wallMs: Date.now(),
          user: "ops",
          recipeFolder: "",
          journalFile: "",
        });
      if ((name === "plan:replace" || name === "plan:rollback") && first !== undefined)
        return answer({ refused: false, plan: aReplacePlan(first) });
      if (name === "operation:rollback" || name === "operation:start")
        return answer({ operationId: "op-1" });
      if (name === "plan:strategies") return answer(strategyAnswer);
      if (name === "rails:read") return answer(defaultGuardRails("prod"));
      if (name === "lesson:list") return answer({ lessons });
      if (name === "practice:choices") return answer(faultChoices);
      return answer(null);
    },
  };
}
