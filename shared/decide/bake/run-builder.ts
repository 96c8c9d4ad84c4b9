/**
 * Starts the server that a bake needs. It is looked for by its tags first, and asked for with a client token, so a
 * lost answer or a restart finds the one that was started. It carries the time after which it is an orphan.
 */
import { stubOf } from "../../bake/delivery.ts";
import type { ServerFact } from "../../model/facts.ts";
import type { ImageId } from "../../model/ids.ts";
import { TAG } from "../../model/tags.ts";
import {
  acceptedAtMs,
  failed,
  type Decision,
  type Memory,
  type StepOutput,
  type WorkOf,
} from "../decision.ts";

type Work = WorkOf<"run-builder">;

export interface RunBuilderSeen {
  /** Of this operation and role, not terminated. */
  readonly servers: readonly ServerFact[];
  /** Signed a moment ago, for the object that the server fetches; left out: it fetches none. */
  readonly address?: string;
  /** Of its image, where its root volume is to be larger; left out or null: not known. */
  readonly rootDevice?: string | null;
}

const LISTED_WITHIN_MS = 3 * 60_000;
const MOST_TRIES = 6;
/** What another zone may have: capacity, the instance type, a free address. */
const OF_THE_ZONE = new Set([
  "InsufficientInstanceCapacity",
  "InsufficientHostCapacity",
  "InsufficientCapacity",
  "InsufficientFreeAddressesInSubnet",
  "Unsupported",
]);

export function decideRunBuilder(
  work: Work,
  seen: RunBuilderSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  const [server] = seen.servers.toSorted((a, b) => a.launchedAtMs - b.launchedAtMs);
  if (server) return found(work, server);
  const madeAtMs = acceptedAtMs(memory, "RunInstances");
  if (madeAtMs !== null) return notListed(work, nowMs - madeAtMs);
  const mismatchAtMs = mismatched(memory);
  if (mismatchAtMs !== null) return notListed(work, nowMs - mismatchAtMs);
  const refused = noZoneHasRoom(work, memory) ?? tooManyRefusals(memory);
  if (refused) return refused;
  const imageId = work.imageId ?? memory.outputs.imageId;
  if (imageId === undefined)
    return failed("No image is known to start a server from. Make the plan again.");
  return start(work, imageId, seen, memory);
}

/**
 * The token was used before: a request whose answer was lost has started the server, and this one differs from it in
 * the signed address alone.
 */
function mismatched(memory: Memory): number | null {
  const last = memory.calls.at(-1);
  const isSo =
    last?.outcome?.kind === "failed" && last.outcome.code === "IdempotentParameterMismatch";
  return isSo ? last.atMs : null;
}

function found(work: Work, server: ServerFact): Decision {
  if (server.state === "pending") {
    const note = `${server.id} is starting in ${server.zone}`;
    return { kind: "wait", note, recheckMs: 2000, progress: null };
  }
  if (server.state === "shutting-down") {
    return failed(
      `The ${work.role} ${server.id} was ended by someone else while it started. Bake again.`,
    );
  }
  return {
    kind: "done",
    note: `${server.id} runs in ${server.zone}`,
    produced: outputOf(work, server),
  };
}

function outputOf(work: Work, server: ServerFact): StepOutput {
  const volumes = server.volumes.map(({ volumeId }) => volumeId);
  return work.role === "builder"
    ? { builderId: server.id, builderVolumes: volumes }
    : { freshBootId: server.id, freshBootVolumes: volumes };
}

function notListed(work: Work, forMs: number): Decision {
  if (forMs > LISTED_WITHIN_MS) {
    return failed(
      `AWS said that the ${work.role} was started, but it isn't there: it ended at once, or someone ended it. ` +
        "No fleet was touched. Look at the reason on the instance in AWS's console, then bake again.",
    );
  }
  return {
    kind: "wait",
    note: "Waiting for the server to be listed",
    recheckMs: 3000,
    progress: null,
  };
}

function tooManyRefusals(memory: Memory): Decision | null {
  const refusals = memory.calls.filter((made) => made.outcome?.kind === "failed");
  const last = refusals.at(-1)?.outcome;
  if (refusals.length < MOST_TRIES || last?.kind !== "failed") return null;
  return failed(
    `AWS would not start the server, ${String(refusals.length)} times in a row: ${last.code}: ${last.message} ` +
      "No fleet was touched. Choose another instance type or subnet, and try again.",
  );
}

/** Each refusal for want of room turns to the next zone, under the token that follows a known refusal. */
const roomRefusals = (memory: Memory): number =>
  memory.calls.filter(({ outcome }) => outcome?.kind === "failed" && OF_THE_ZONE.has(outcome.code))
    .length;

function noZoneHasRoom({ otherSubnetIds = [] }: Work, memory: Memory): Decision | null {
  const refusals = roomRefusals(memory);
  if (otherSubnetIds.length === 0 || refusals <= otherSubnetIds.length) return null;
  const last = memory.calls.findLast(({ outcome }) => outcome?.kind === "failed")?.outcome;
  const said = last?.kind === "failed" ? `${last.code}: ${last.message}` : "";
  return failed(
    `No zone takes the server, ${String(refusals)} were asked; AWS says of the last: ${said} ` +
      "No fleet was touched. Choose another instance type, or try again later.",
  );
}

function subnetOf({ subnetId, otherSubnetIds = [] }: Work, memory: Memory): string | null {
  return [subnetId, ...otherSubnetIds][roomRefusals(memory)] ?? subnetId;
}

/** The same request for the same token, to the letter: AWS refuses one that differs. So no time of now is in it. */
function start(work: Work, imageId: ImageId, seen: RunBuilderSeen, memory: Memory): Decision {
  const { instanceType, securityGroupIds, instanceProfile } = work;
  return {
    kind: "act",
    note: `Starting a ${instanceType} from ${imageId}`,
    calls: [
      {
        call: "RunInstances",
        imageId,
        instanceType,
        subnetId: subnetOf(work, memory),
        securityGroupIds,
        userData: userDataOf(work, seen),
        ...(instanceProfile === undefined ? {} : { instanceProfile }),
        ...rootOf(work, seen),
        tags: {
          ...work.tags,
          [TAG.operation]: memory.operationId,
          [TAG.role]: work.role,
          [TAG.builderUntil]: new Date(memory.startedAtMs + work.timeoutMs).toISOString(),
        },
        clientToken: memory.clientToken,
      },
    ],
  };
}

function userDataOf({ userData, fetches, role }: Work, { address }: RunBuilderSeen): string {
  if (fetches === undefined || address === undefined) return userData;
  return stubOf({ url: address, sha256: fetches.sha256 }, role === "builder" ? "b" : "t");
}

const rootOf = ({ rootGib }: Work, { rootDevice }: RunBuilderSeen) =>
  rootGib === undefined || !rootDevice ? {} : { root: { device: rootDevice, gib: rootGib } };
