/**
 * The plan of a copy: a verified image in another region or account, and who may start servers from it there. One plan
 * a target, on the target's own connection. What AWS would refuse hours later is refused here.
 */
import { verificationOf } from "../../fleet/verification.ts";
import type { ImageFact, Tags } from "../../model/facts.ts";
import type { PlanId } from "../../model/ids.ts";
import type { CopyIntent } from "../../model/intent.ts";
import type { Plan, Planned, Refusal, Step } from "../../model/plan.ts";
import { TAG } from "../../model/tags.ts";
import { listWords } from "../../words/counts.ts";
import { refuse } from "../bake-refusals.ts";
import { copySteps } from "./copy-steps.ts";

export interface CopyPlace {
  readonly region: string;
  readonly accountId: string;
}

export interface CopyInput {
  readonly planId: PlanId;
  readonly intent: CopyIntent;
  /** As its own connection sees it; null: it isn't there. */
  readonly source: ImageFact | null;
  readonly from: CopyPlace;
  readonly to: CopyPlace;
  /** The target's connection, where it is read only; null: it isn't. */
  readonly readOnly: string | null;
  /** Why it is revoked; null: it isn't. */
  readonly revoked: string | null;
  /** The target's account may see it: by launch permissions where it is another one. Null: not known. */
  readonly isSeenThere: boolean | null;
  /** The target's images that are copies of it, or have its name. */
  readonly there: readonly ImageFact[];
  readonly nowMs: number;
  readonly factsReadAtMs: number;
}

export function planCopy(input: CopyInput): Planned {
  const { source, intent } = input;
  const refusal = sourceRefusal(input) ?? placeRefusal(input) ?? keyRefusal(intent);
  if (refusal || !source)
    return refusal ?? refuse("There is nothing to copy.", "Choose a verified image.");
  const copy = existingCopy(input);
  const isHere = intent.connectionId === intent.sourceConnectionId;
  if (copy !== null && intent.shareWith.length === 0)
    return refuse(
      `${source.name} is in ${input.to.region} already: ${copy.id}.`,
      "Use that image, or say whom it is to be shared with.",
    );
  const imageId = isHere ? source.id : (copy?.id ?? null);
  const name = nameOf(input, source);
  const steps = copySteps({
    intent,
    source,
    imageId,
    name,
    from: input.from,
    to: input.to,
    tags: tagsOf(input, source),
  });
  return { refused: false, plan: planOf(input, source, steps) };
}

function sourceRefusal({ intent, source, revoked }: CopyInput): Refusal | null {
  if (!source) return refuse(`The image ${intent.imageId} isn't there any more.`, chooseAnother);
  const isVerified = verificationOf(source).kind === "verified";
  return unfitToCopy({ name: source.name, state: source.state, isVerified, revoked });
}

export interface Copied {
  readonly name: string;
  readonly state: string;
  readonly isVerified: boolean;
  /** Why it is revoked; null: it isn't. */
  readonly revoked: string | null;
}

/** Of the image itself, wherever it is to go; null: nothing speaks against it. */
export function unfitToCopy({ name, state, isVerified, revoked }: Copied): Refusal | null {
  if (state !== "available") return refuse(`The image ${name} is ${state}.`, chooseAnother);
  if (revoked !== null) return refuse(`The image ${name} is ${revoked}`, chooseAnother);
  if (isVerified) return null;
  return refuse(
    `${name} is not known to have passed its tests, and a copy can't be tested better than what it is made of.`,
    "Bake the image with Bennu, and copy what has passed.",
  );
}

const chooseAnother = "Choose another image.";

function placeRefusal(input: CopyInput): Refusal | null {
  const { intent, source, from, to, isSeenThere, readOnly } = input;
  if (readOnly !== null)
    return refuse(
      `The connection ${readOnly} is read only: nothing can be made or shared through it.`,
      "Allow changes in Connections, or choose another connection.",
    );
  const isHere = intent.connectionId === intent.sourceConnectionId;
  if (isHere && intent.shareWith.length === 0)
    return refuse(
      "The image is here already, and nobody is named to share it with.",
      "Choose another connection, or an account.",
    );
  if (intent.shareWith.includes(to.accountId))
    return refuse(`${to.accountId} is the account that owns the image there.`, "Leave it out.");
  if (isHere) return null;
  if (from.region === to.region && from.accountId === to.accountId)
    return refuse(
      `Both connections are ${to.region} of the account ${to.accountId}: the image is there already.`,
      "Choose another region or account.",
    );
  if (from.accountId === to.accountId || isSeenThere === true) return null;
  return refuse(
    `The account ${to.accountId} can't see ${source?.name ?? intent.imageId}${isSeenThere === null ? ", as far as is known" : ""}.`,
    `Share it with ${to.accountId} first: on its own connection, with the accounts that may start servers from it.`,
  );
}

/** AWS says so only when the copy is made, which may be a day later. */
function keyRefusal({ encryption, shareWith }: CopyIntent): Refusal | null {
  if (encryption === null || encryption.kmsKeyId !== null || shareWith.length === 0) return null;
  return refuse(
    `What AWS's default key encrypts can't be shared, and the copy is to be shared with ${listWords(shareWith)}.`,
    "Name a key of your own that those accounts may use, or share with nobody.",
  );
}

const existingCopy = ({ there, from, intent }: CopyInput): ImageFact | null =>
  there.find(
    ({ tags, state }) =>
      tags[TAG.copyOf] === copyMark(from.region, intent.imageId) && state === "available",
  ) ?? null;

const copyMark = (region: string, imageId: string) => `${region}/${imageId}`;

/** Names are unique in a region of an account: another image may have this one there. */
function nameOf({ there, from, intent, nowMs }: CopyInput, source: ImageFact): string {
  const mark = copyMark(from.region, intent.imageId);
  const isTaken = there.some(({ name, tags }) => name === source.name && tags[TAG.copyOf] !== mark);
  if (!isTaken) return source.name;
  const stamp = new Date(nowMs).toISOString().replace(/\D/g, "").slice(0, 14);
  return `${source.name.slice(0, 108)}-copy-${stamp}`;
}

const ownToItself: readonly string[] = [TAG.operation, TAG.promised, TAG.builderUntil, TAG.role];

/** What was learnt of an image holds of its copy. */
function tagsOf({ from, intent }: CopyInput, source: ImageFact): Tags {
  const carried = Object.entries(source.tags).filter(
    ([key]) => !key.startsWith("aws:") && !ownToItself.includes(key),
  );
  return { ...Object.fromEntries(carried), [TAG.copyOf]: copyMark(from.region, intent.imageId) };
}

function planOf(input: CopyInput, source: ImageFact, steps: readonly Step[]): Plan {
  const { intent, planId, nowMs, factsReadAtMs } = input;
  const sum = (pick: (step: Step) => number) =>
    steps.reduce((total, step) => total + pick(step), 0);
  return {
    id: planId,
    kind: "copy",
    connectionId: intent.connectionId,
    fleetId: null,
    fleetName: null,
    title: titleOf(input, source, steps),
    intent,
    madeAtMs: nowMs,
    factsReadAtMs,
    steps,
    floor: 0,
    mostServers: 0,
    expected: {
      medianMs: sum((step) => step.expected.medianMs),
      worstMs: sum((step) => step.expected.worstMs),
    },
    temporary: [],
    lost: [],
    warnings: [],
    groups: null,
    recipe: null,
  };
}

/** By what is done: where a copy is there already, nothing is copied. */
function titleOf({ intent, to }: CopyInput, { name }: ImageFact, steps: readonly Step[]): string {
  const { shareWith, connectionId, sourceConnectionId } = intent;
  if (steps.some(({ work }) => work.kind === "copy-image")) {
    const shared = shareWith.length === 0 ? "" : `, shared with ${listWords(shareWith)}`;
    return `Copy ${name} to ${to.region} of ${to.accountId}${shared}`;
  }
  const where = connectionId === sourceConnectionId ? "" : `'s copy in ${to.region}`;
  return `Share ${name}${where} with ${listWords(shareWith)}`;
}
