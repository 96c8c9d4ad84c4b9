/**
 * What a return to a generation needs of which only image and template version are left: each thing as it was last
 * looked at. What can't be known without trying (a key's use, a quota, tomorrow's capacity) is said to be so.
 */
import type { GroupFact, ImageFact, TemplateVersionFact } from "../../model/facts.ts";
import type { ReadinessCheck } from "../../model/fleet.ts";
import type { Looked, ReturnFacts } from "../../model/facts/return-facts.ts";
import { countWords, listWords } from "../../words/counts.ts";
import { roomChecks } from "./room-checks.ts";

export interface ColdCase {
  readonly image: ImageFact;
  readonly version: TemplateVersionFact;
  readonly live: GroupFact;
  readonly liveVersion: TemplateVersionFact | null;
  readonly facts: ReturnFacts;
  readonly nowMs: number;
}

export function coldChecks(of: ColdCase): readonly ReadinessCheck[] {
  return [
    { what: "Image", outcome: "holds", words: "available", lookedAt: WITH_THE_FLEET },
    snapshots(of),
    ...keys(of),
    {
      what: "Template",
      outcome: "holds",
      words: `version ${String(of.version.version)} is there`,
      lookedAt: WITH_THE_FLEET,
    },
    securityGroups(of),
    profile(of),
    ...roomChecks(of),
  ];
}

/** The oldest of several readings; null: not all were looked at. */
export function oldest(looks: readonly (Looked<unknown> | undefined)[]): number | null {
  const times = looks.map((look) => look?.atMs ?? null);
  return times.some((atMs) => atMs === null) || times.length === 0
    ? null
    : Math.min(...times.map((atMs) => atMs ?? 0));
}

export const notChecked = (what: string, words: string): ReadinessCheck => ({
  what,
  outcome: "not-checked",
  words,
  lookedAt: null,
});

const WITH_THE_FLEET = "with-the-fleet";
const NOT_YET = "not looked at yet";

function snapshots({ image, facts }: ColdCase): ReadinessCheck {
  const what = "Snapshots";
  if (image.snapshotIds.length === 0)
    return notChecked(what, "the image names none: it is not backed by EBS, or not our own");
  const looks = image.snapshotIds.map((id) => ({ id, look: facts.snapshots.get(id) }));
  const lookedAt = oldest(looks.map(({ look }) => look));
  if (lookedAt === null) return notChecked(what, NOT_YET);
  const gone = looks.filter(({ look }) => look?.found === null).map(({ id }) => id);
  // Of an image that another account shares, the snapshots are hidden from us.
  if (gone.length > 0 && gone.length < looks.length)
    return { what, outcome: "fails", words: `${listWords(gone, 3)} is gone`, lookedAt };
  if (gone.length > 0) return hiddenOrGone(what, gone, lookedAt);
  const unfit = looks.filter(({ look }) => look?.found?.state !== "completed");
  if (unfit.length === 0)
    return {
      what,
      outcome: "holds",
      words: `${countWords(looks.length, "snapshot")} complete`,
      lookedAt,
    };
  const states = unfit.map(({ id, look }) => `${id} is ${look?.found?.state ?? "gone"}`);
  const isLost = unfit.some(({ look }) => look?.found?.state !== "pending");
  return { what, outcome: isLost ? "fails" : "doubtful", words: listWords(states, 3), lookedAt };
}

const hiddenOrGone = (what: string, gone: readonly string[], lookedAt: number): ReadinessCheck => ({
  what,
  outcome: "doubtful",
  words: `AWS shows us none of ${listWords(gone, 3)}: gone, or another account's`,
  lookedAt,
});

function keys({ image, facts }: ColdCase): ReadinessCheck[] {
  const used = image.snapshotIds.flatMap((id) => facts.snapshots.get(id)?.found?.kmsKeyId ?? []);
  const [key] = used;
  if (key === undefined) return [];
  const name = key.split("/").at(-1) ?? key;
  return [
    notChecked("Key", `encrypted with ${name}; whether the key may be used only a launch shows`),
  ];
}

function securityGroups({ version, facts }: ColdCase): ReadinessCheck {
  const what = "Security groups";
  const ids = version.securityGroupIds;
  if (ids.length === 0) return notChecked(what, "the template names none of its own");
  const looks = ids.map((id) => ({ id, look: facts.securityGroups.get(id) }));
  const lookedAt = oldest(looks.map(({ look }) => look));
  if (lookedAt === null) return notChecked(what, NOT_YET);
  const gone = looks.filter(({ look }) => look?.found === null).map(({ id }) => id);
  if (gone.length > 0)
    return {
      what,
      outcome: "fails",
      words: `${listWords(gone, 3)} ${gone.length === 1 ? "is" : "are"} gone`,
      lookedAt,
    };
  return { what, outcome: "holds", words: `${listWords(ids, 3)} there`, lookedAt };
}

function profile({ version, liveVersion, live }: ColdCase): ReadinessCheck {
  const what = "Instance profile";
  const own = version.instanceProfile;
  if (own === null)
    return { what, outcome: "holds", words: "none needed", lookedAt: WITH_THE_FLEET };
  if (liveVersion?.instanceProfile === own && live.members.length > 0)
    return {
      what,
      outcome: "holds",
      words: `${nameOf(own)}, which the live servers have`,
      lookedAt: WITH_THE_FLEET,
    };
  return notChecked(what, `${nameOf(own)}: Bennu doesn't read IAM`);
}

const nameOf = (profileArn: string) => profileArn.split("/").at(-1) ?? profileArn;
