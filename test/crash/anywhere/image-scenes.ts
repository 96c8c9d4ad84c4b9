/** Plans about images alone: a bake whose program travels through a bucket, a copy that is shared, a sweep. */
import { readFileSync } from "node:fs";
import { planABake } from "../../../electron/bake/plan/plan-a-bake.ts";
import type { Cloud } from "../../../electron/ports.ts";
import { makeBucket } from "../../../electron/practice/world/s3/buckets.ts";
import { copySteps } from "../../../shared/bake/copy/copy-steps.ts";
import { planSweep } from "../../../shared/bake/left/plan-sweep.ts";
import { defaultBakeSettings } from "../../../shared/model/bake.ts";
import type { ImageFact } from "../../../shared/model/facts.ts";
import { planId } from "../../../shared/model/ids.ts";
import type { CopyIntent } from "../../../shared/model/intent.ts";
import type { Plan, Planned } from "../../../shared/model/plan.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { parseRecipe } from "../../../shared/recipe/parse.ts";
import { connection } from "../../shell/operations/practice-region.ts";
import type { CrashRegion } from "./region.ts";

const FILE = "payments.yaml";
const HOUR = 3_600_000;
const recipe = readFileSync(
  new URL(`../../../electron/practice/recipes/${FILE}`, import.meta.url),
  "utf8",
);

/** So large that user data can't hold it. */
export async function largeBake({ cloud, world }: CrashRegion): Promise<Plan> {
  const bucket = "shop-images";
  makeBucket(world, bucket);
  const text = recipe.replace(
    "steps:\n",
    `steps:\n  - files: [{ path: /opt/noise, content: ${noise(30_000)} }]\n`,
  );
  return accepted(
    await planABake(
      {
        cloud,
        readRecipe: async (file, given) => ({
          text,
          parsed: parseRecipe(text, file, given),
          commit: null,
        }),
        settings: { ...defaultBakeSettings, bucket },
        knownImages: new Map(),
        earlier: () => [],
      },
      {
        ...{ kind: "bake", connectionId: connection.id, recipeFile: FILE, baseImageId: null },
        ...{ instanceType: "c7i.large", subnetId: null },
      },
      { planId: planId("large-bake"), nowMs: null },
    ),
  );
}

/** Within the region, so that its world is the one that is kept between the processes. */
export async function sharedCopy({ cloud }: CrashRegion): Promise<Plan> {
  const source = await verified(cloud);
  const place = { region: connection.region, accountId: (await cloud.reader.identity()).accountId };
  const intent: CopyIntent = {
    ...{ kind: "copy", connectionId: connection.id, sourceConnectionId: connection.id },
    ...{ imageId: source.id, encryption: null, shareWith: ["123456789012"] },
  };
  const steps = copySteps({
    ...{ intent, source, imageId: null, name: "a copy", from: place, to: place },
    tags: { ...source.tags, [TAG.copyOf]: `${place.region}/${source.id}` },
  });
  return { ...aPlan(cloud, steps), kind: "copy", title: "Copy an image", intent };
}

/** A builder and an image that somebody left. */
export async function sweepOfLeft({ cloud }: CrashRegion): Promise<Plan> {
  const base = await verified(cloud);
  const untilMs = cloud.clock.now() - HOUR;
  const tags = {
    [TAG.operation]: "op-lost",
    [TAG.role]: "builder",
    [TAG.builderUntil]: new Date(untilMs).toISOString(),
  };
  await cloud.actor.perform({
    call: "RunInstances",
    ...{ imageId: base.id, instanceType: "c7i.large", subnetId: null, securityGroupIds: [] },
    ...{ userData: "", tags, clientToken: "left" },
  });
  await cloud.clock.sleep(5 * 60_000);
  const servers = await cloud.reader.serversByTag(TAG.operation, "op-lost");
  const [server] = servers;
  if (!server) throw new Error("The builder was not started");
  await cloud.actor.perform({
    call: "CreateImage",
    ...{
      serverId: server.id,
      name: "left",
      description: "",
      tags: { [TAG.operation]: "op-lost" },
    },
  });
  await cloud.clock.sleep(HOUR);
  const images = await cloud.reader.imagesByTag(TAG.operation, "op-lost");
  const thing = { operationId: "op-lost", madeAtMs: 0, words: "" };
  const left = {
    connectionId: connection.id,
    servers: servers.map(({ id }) => ({ id, name: id, ...thing })),
    images: images.map(({ id, name }) => ({ id, name, ...thing })),
    ...{ snapshots: [], unread: [], readAtMs: cloud.clock.now() },
  };
  const intent = {
    ...{ kind: "sweep" as const, connectionId: connection.id, snapshotIds: [] },
    serverIds: left.servers.map(({ id }) => id),
    imageIds: left.images.map(({ id }) => id),
  };
  return accepted(planSweep({ planId: planId("sweep"), intent, left, nowMs: cloud.clock.now() }));
}

async function verified({ reader }: Cloud): Promise<ImageFact> {
  const images = await reader.imagesByTag(TAG.verified, null);
  const image = images.find(
    ({ state, tags, architecture }) =>
      state === "available" &&
      architecture === "x86_64" &&
      tags[TAG.verified]?.startsWith("passed"),
  );
  if (!image) throw new Error("The region has no verified image");
  return image;
}

const aPlan = ({ clock }: Cloud, steps: Plan["steps"]) => ({
  id: planId("copy"),
  ...{ connectionId: connection.id, fleetId: null, fleetName: null },
  ...{ madeAtMs: clock.now(), factsReadAtMs: clock.now(), steps, floor: 0, mostServers: 0 },
  expected: { medianMs: 1, worstMs: 2 },
  ...{ temporary: [], lost: [], warnings: [], groups: null, recipe: null },
});

function accepted(planned: Planned): Plan {
  if (planned.refused) throw new Error(`${planned.reason} ${planned.cure}`);
  return planned.plan;
}

/** Text that gzip can't make much smaller; the same each time. */
function noise(letters: number): string {
  let state = 7;
  return Array.from({ length: letters }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return ((state >> 8) % 36).toString(36);
  }).join("");
}
