/** Which plan a deed about images is, in this region. The console's own planners, read past all faults. */
import { connection } from "../../../shell/operations/practice-region.ts";
import { readLeft } from "../../../../electron/bake/left/read-left.ts";
import { imageId, type ImageId } from "../../../../shared/model/ids.ts";
import type { CampaignIntent, Intent } from "../../../../shared/model/intent.ts";
import type { Planned } from "../../../../shared/model/plan.ts";
import { verificationOf } from "../../../../shared/fleet/verification.ts";
import type { LifeConsole } from "./console.ts";
import { recipeOf } from "../scenario/draw.ts";
import type { KnownWorld } from "./known-world.ts";
import { SOURCE } from "./planning.ts";
import { strictRules } from "./retention-rules.ts";
import type { LifeScenario, LifeWork } from "../scenario/scenario.ts";

export const OLD_BASE = "al2023-2026.10.30";
export const NEW_BASE = "al2023-2026.11.14";
const here = { connectionId: connection.id };
/** One that the practice cloud lets an account use. */
const OWN_KEY = "alias/images";
const OTHER_ACCOUNT = "123456789012";

export async function planOf(
  console: LifeConsole,
  work: LifeWork,
  scenario: LifeScenario,
): Promise<Planned> {
  await console.known.look();
  const intent = await intentOf(console, work, scenario);
  return "refused" in intent ? intent : console.plan(intent);
}

const nothing = (reason: string) => ({ refused: true as const, reason, cure: "" });

async function intentOf(
  console: LifeConsole,
  work: LifeWork,
  { fleets }: LifeScenario,
): Promise<Intent | ReturnType<typeof nothing>> {
  const { known } = console;
  switch (work.kind) {
    case "campaign": {
      const out = work.leftOut === null ? undefined : fleets[work.leftOut]?.entry;
      const { bakesAtOnce, onFailure } = work;
      return campaignIntent(known, { bakesAtOnce, onFailure }, out);
    }
    case "copy":
      return {
        ...{ kind: "copy", ...here, sourceConnectionId: SOURCE, imageId: await verified(console) },
        encryption: work.ownKey ? { kmsKeyId: OWN_KEY } : null,
        shareWith: work.shares ? [OTHER_ACCOUNT] : [],
      };
    case "lost-bake":
      return {
        ...{ kind: "bake", ...here, recipeFile: `${recipeOf(fleets[0]?.entry ?? "")}.yaml` },
        ...{ baseImageId: golden(console), instanceType: "t3.medium", subnetId: null },
      };
    case "sweep":
      return sweepIntent(console);
    case "retention":
      return retentionIntent(console, work);
    case "inspect": {
      const images = available(console);
      const image = images[work.which % images.length];
      if (!image) return nothing("There is no image to look into");
      return {
        ...{ kind: "inspect", ...here, imageId: image, instanceType: "t3.small" },
        ...{ subnetId: null, watch: ["/etc/ssh/sshd_config"] },
      };
    }
    case "revoke": {
      const images = [...known.facts.images.keys()];
      const image = imageId(images[work.which % images.length] ?? "");
      const { isRevoked, atAws } = work;
      const intent = { kind: "revoke", ...here, imageId: image, isRevoked, fromMs: null } as const;
      const said = { ...intent, reason: "a simulated reason", by: "ada" };
      return atAws ? { ...said, atAws: isRevoked ? "disable" : "enable" } : said;
    }
  }
}

export function campaignIntent(
  { facts }: Pick<KnownWorld, "facts">,
  how: Pick<CampaignIntent, "bakesAtOnce" | "onFailure">,
  leftOut?: string,
): CampaignIntent {
  const named = (name: string): ImageId =>
    imageId([...facts.images.values()].find((image) => image.name === name)?.id ?? name);
  return {
    ...{ kind: "campaign", ...here, ...how },
    ...{ fromImageId: named(OLD_BASE), toImageId: named(NEW_BASE) },
    leftOut: leftOut === undefined ? [] : [{ id: leftOut, reason: "a simulated reason" }],
  };
}

const available = ({ known }: LifeConsole): ImageId[] =>
  [...known.facts.images.values()]
    .filter(({ state, architecture }) => state === "available" && architecture === "x86_64")
    .map(({ id }) => id);

function golden({ known }: LifeConsole): ImageId | null {
  const all = [...known.facts.images.values()].filter(
    ({ tags }) => tags["bennu:recipe"] === "hardened",
  );
  return all.toSorted((a, b) => b.createdAtMs - a.createdAtMs)[0]?.id ?? null;
}

async function verified({ planning }: LifeConsole): Promise<ImageId> {
  const images = await planning.parts.cloudOf(SOURCE).reader.imagesByTag("bennu:recipe", null);
  const fit = images.find(
    (one) => verificationOf(one).kind === "verified" && one.architecture === "x86_64",
  );
  return imageId(fit?.id ?? "");
}

async function sweepIntent({ planning, known }: LifeConsole) {
  const left = await readLeft({
    cloud: planning.parts.cloudOf(connection.id),
    knownImages: known.facts.images,
    operation: (id) => planning.parts.operationState?.(id) ?? null,
  });
  const { servers, images, snapshots } = left;
  if (servers.length + images.length + snapshots.length === 0) return nothing("Nothing was left");
  return {
    kind: "sweep" as const,
    ...here,
    serverIds: servers.map(({ id }) => id),
    imageIds: images.map(({ id }) => id),
    snapshotIds: snapshots.map(({ id }) => id),
  };
}

async function retentionIntent(
  { planning, known }: LifeConsole,
  { way, first, most }: Extract<LifeWork, { kind: "retention" }>,
) {
  const rules = strictRules(first);
  const going = async () =>
    (await planning.report(rules)).rows
      .filter(({ verdict }) => verdict === "goes")
      .map((row) => row.imageId);
  const resting = [...known.facts.images.values()]
    .filter(({ tags }) => tags["bennu:retired"] !== undefined)
    .map(({ id }) => id);
  const imageIds = (way === "carry-out" ? await going() : resting).slice(0, most);
  if (imageIds.length === 0) return nothing("No image goes by the rules");
  return { kind: "retention" as const, ...here, way, imageIds, rules };
}
