/** What stands against exchanging root volumes, and what it changes for a time. */
import { serversOf } from "../../fleet/fact-index.ts";
import type { ImageFact, ServerFact } from "../../model/facts.ts";
import type { Plan, Refusal } from "../../model/plan.ts";
import { countWords, listWords } from "../../words/counts.ts";
import { refuse } from "../plan-input.ts";
import { claimChange } from "../steps/begin-and-end.ts";
import { heldChange } from "../steps/in-place.ts";
import { freeProcesses } from "./grow-steps.ts";
import type { InPlaceCase } from "./in-place-case.ts";

export function rootObstacle(of: InPlaceCase, image: ImageFact, batch: number): Refusal | null {
  const servers = serversOf(of.live.group, of.input.facts);
  return noneToSpare(of, batch) ?? notRead(of, servers) ?? noVolume(servers) ?? tooSmall(of, image);
}

/** The server serves nobody while its root is exchanged. */
function noneToSpare({ live, sizes }: InPlaceCase, batch: number): Refusal | null {
  const left = sizes.desiredCapacity - batch;
  if (left >= 1) return null;
  return refuse(
    `${live.group.name} wants ${countWords(sizes.desiredCapacity, "server")}: with ${String(batch)} out of service at a time nothing would serve.`,
    sizes.desiredCapacity > 1
      ? `Choose at most ${String(sizes.desiredCapacity - 1)} at a time.`
      : "Give the fleet a second server first, or replace it by a parallel generation and move its data.",
  );
}

function notRead({ live }: InPlaceCase, servers: readonly ServerFact[]): Refusal | null {
  const unread = live.group.members.length - servers.length;
  if (unread <= 0) return null;
  return refuse(
    `${countWords(unread, "server")} of ${live.group.name} could not be read: whether their root volumes can be exchanged is not known.`,
    "Make the plan again in a moment.",
  );
}

function noVolume(servers: readonly ServerFact[]): Refusal | null {
  const without = servers.filter(
    ({ rootDevice, volumes }) => !volumes.some(({ device }) => device === rootDevice),
  );
  if (without.length === 0) return null;
  return refuse(
    `${listWords(
      without.map(({ id }) => id),
      3,
    )} boot from an instance store: there is no root volume to exchange.`,
    "Replace the fleet by a parallel generation, or grow and shrink.",
  );
}

/** AWS takes only an image whose root is at least as large as the one that the server has. */
function tooSmall({ input, live, source }: InPlaceCase, image: ImageFact): Refusal | null {
  const now = input.facts.images.get(live.generation.imageId ?? "");
  const version = input.facts.templateVersions.get(`${source.id}:${String(source.version)}`);
  const asked = Object.entries(version?.other ?? {}).find(
    ([path, value]) =>
      /^BlockDeviceMappings.*DeviceName$/.test(path) && value === (now?.rootDevice ?? ""),
  );
  const sizePath = asked?.[0].replace(/DeviceName$/, "Ebs.VolumeSize") ?? "";
  const present = Number(version?.other[sizePath] ?? now?.rootSizeGib ?? 0);
  const fresh = image.rootSizeGib ?? null;
  if (fresh === null || fresh >= present) return null;
  return refuse(
    `The root volume of ${image.name} has ${String(fresh)} GiB, those of the servers have ${String(present)}: AWS doesn't make a root volume smaller.`,
    `Bake the image with a root volume of at least ${String(present)} GiB.`,
  );
}

export function temporaryForRoots(of: InPlaceCase, batch: number): Plan["temporary"] {
  const { live, sizes } = of;
  const { name } = live.group;
  const least = sizes.desiredCapacity - batch;
  const changes = [
    claimChange(name),
    {
      target: name,
      what: `${countWords(batch, "server")} in standby at a time, ${String(least)} wanted meanwhile`,
      original: String(sizes.desiredCapacity),
    },
  ];
  const free = freeProcesses(of);
  if (free.length > 0) changes.push(heldChange(name, free));
  if (least < sizes.minSize)
    changes.push({
      target: name,
      what: `minimum size ${String(least)}`,
      original: String(sizes.minSize),
    });
  return changes;
}
