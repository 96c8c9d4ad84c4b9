/**
 * Revokes an image, or takes that back: a tag, and where it is wanted AWS's own switch. No server is touched: what
 * stands on it is listed, and goes on until it is replaced.
 */
import { isInPlay, type Hole } from "../lineage/hole.ts";
import { Revocations, revokedWords, wordOf, wordText, type Word } from "../lineage/revocation.ts";
import type { Facts, ImageFact } from "../model/facts.ts";
import type { Revocation } from "../model/fleet.ts";
import type { RevokeIntent } from "../model/intent.ts";
import type { Plan, Planned, Refusal } from "../model/plan.ts";
import { TAG } from "../model/tags.ts";
import type { FleetPolicy } from "../rules/fleet-policy.ts";
import { sumOf } from "../fleet/expected-time.ts";
import { countWords, listWords } from "../words/counts.ts";
import { refuse, type PlanIds } from "./plan-input.ts";
import { disableImageStep, tagImageStep } from "./steps/images.ts";

export interface RevokeInput {
  readonly intent: RevokeIntent;
  /** As read now; null: it isn't there. */
  readonly image: ImageFact | null;
  readonly facts: Facts;
  readonly hole: Hole;
  /** Null: not known. */
  readonly accountId: string | null;
  readonly policy: FleetPolicy;
  readonly ids: PlanIds;
  readonly nowMs: number;
}

interface Case extends RevokeInput {
  readonly image: ImageFact;
  readonly own: Word | null;
  readonly found: Revocation | null;
}

export function planRevoke(input: RevokeInput): Planned {
  const { image, intent, facts } = input;
  if (image === null)
    return refuse(
      `The image ${intent.imageId} isn't there any more, or isn't shared with this account, so nothing can be written on it.`,
      "Revoke what was made from it instead: each of its descendants that is still there.",
    );
  const images = new Map(facts.images).set(image.id, image);
  const of = { ...input, image, own: wordOf(image), found: new Revocations(images).of(image.id) };
  return (intent.isRevoked ? cantRevoke(of) : cantWithdraw(of)) ?? cantSwitch(of) ?? makePlan(of);
}

/** Another time may be said, and AWS's switch may follow. */
function cantRevoke({ image, own, intent, nowMs }: Case): Refusal | null {
  if (own?.isRevoked !== true || intent.atAws !== undefined) return null;
  const [since, from] = [own.atMs ?? 0, intent.fromMs ?? nowMs];
  if (since > nowMs && since !== from) return null;
  return refuse(
    `${image.name} is revoked already, by ${own.by}: ${own.reason}`,
    "Nothing to do. Take it back if it was wrong.",
  );
}

function cantWithdraw({ image, found }: Case): Refusal | null {
  if (found !== null) return null;
  return refuse(`${image.name} isn't revoked, nor is what it was made from.`, "Nothing to do.");
}

/** AWS's switch is the owner's, and has no clock. */
function cantSwitch({ image, intent, accountId, nowMs }: Case): Refusal | null {
  if (intent.atAws === undefined) return null;
  if (accountId !== null && image.ownerId !== accountId)
    return refuse(
      `${image.name} belongs to the account ${image.ownerId}: only its owner can disable or enable it.`,
      "Revoke it without AWS's own switch.",
    );
  if (intent.atAws === "enable" || (intent.fromMs ?? nowMs) <= nowMs) return null;
  return refuse(
    "AWS disables an image at once, and has no time for it.",
    "Revoke it from that time on, and disable it when the time has come.",
  );
}

function makePlan(of: Case): Planned {
  const { intent, ids, nowMs, image } = of;
  const drafts = intent.isRevoked ? [tag(of), ...atAws(of)] : [...atAws(of), tag(of)];
  const steps = drafts.map((draft, at) => ({ id: ids.stepId(at + 1), ...draft }));
  const plan: Plan = {
    id: ids.planId,
    kind: "revoke",
    connectionId: intent.connectionId,
    fleetId: null,
    fleetName: null,
    title: intent.isRevoked ? `Revoke ${image.name}` : `Take the revocation of ${image.name} back`,
    intent,
    madeAtMs: nowMs,
    factsReadAtMs: Math.min(image.readAtMs, nowMs),
    steps,
    floor: 0,
    mostServers: 0,
    expected: sumOf(steps.map(({ expected }) => expected)),
    temporary: [],
    lost: [],
    warnings: intent.isRevoked ? whatItMeans(of) : whatReturns(of),
    groups: null,
    recipe: null,
  };
  return { refused: false, plan };
}

function tag(of: Case) {
  const { intent, image, policy, nowMs, own } = of;
  const word = { isRevoked: intent.isRevoked, by: intent.by, reason: intent.reason };
  const text = wordText({ ...word, atMs: timeOf(of) });
  // A mark in the words of before is withdrawn in its own place as well, or it would count on.
  const tags =
    !intent.isRevoked && own !== null && image.tags[TAG.bad] !== undefined
      ? { [TAG.revoked]: text, [TAG.bad]: text }
      : { [TAG.revoked]: text };
  return tagImageStep(policy, image, {
    title: intent.isRevoked ? `Write on ${image.name} that it is revoked` : `Withdraw it`,
    detail: intent.isRevoked
      ? `Every console then refuses it and what is made from it${fromWords(intent.fromMs, nowMs)}`
      : "It may be put into service again; that it was revoked stays to be seen",
    phase: "Revoke",
    tags,
    undo: intent.isRevoked
      ? "Take the revocation back, with a reason."
      : "Revoke it again, with a reason.",
  });
}

/** A withdrawal counts against everything that was said until then, also of what the image was made from. */
function timeOf({ intent, found, nowMs }: Case): number {
  if (intent.isRevoked) return intent.fromMs ?? nowMs;
  return Math.max(nowMs, (found?.fromMs ?? 0) + 1);
}

const fromWords = (fromMs: number | null, nowMs: number) =>
  fromMs === null || fromMs <= nowMs
    ? ""
    : `, from ${new Date(fromMs).toISOString().slice(0, 16).replace("T", " ")} UTC on`;

const atAws = ({ intent, policy, image }: Case) =>
  intent.atAws === undefined
    ? []
    : [disableImageStep(policy, image, { isDisabled: intent.atAws === "disable" })];

function whatItMeans(of: Case): string[] {
  const { hole, image } = of;
  const descendants = new Set(
    hole.images.flatMap(({ image: one, depth }) => (depth === 0 ? [] : [one.id])),
  );
  const below =
    descendants.size === 0
      ? []
      : [`${countWords(descendants.size, "image")} made from it can't be put into service either.`];
  return [...below, ...standing(of), ...elsewhere(of), ...visibleTo(of), ...launches(of, image)];
}

function standing({ hole, intent }: Case): string[] {
  const here = hole.uses.filter((use) => use.connectionId === intent.connectionId && isInPlay(use));
  const named = (fits: (use: (typeof here)[number]) => boolean) =>
    here.filter(fits).map(({ fleetName, label }) => `${fleetName} ${label}`);
  const serving = named(({ inService }) => inService > 0);
  const back = named(({ state, inService }) => inService === 0 && state !== "live");
  return [
    ...(serving.length === 0
      ? []
      : [
          `In service on it: ${listWords(serving)}. They go on serving until they are replaced, and stand in the findings until then.`,
        ]),
    ...(back.length === 0
      ? []
      : [`Nobody can roll back to ${listWords(back)} while it is revoked.`]),
  ];
}

function elsewhere({ hole, intent }: Case): string[] {
  const others = new Set(
    hole.images.flatMap(({ image }) =>
      image.connectionId === intent.connectionId ? [] : [image.connectionId],
    ),
  );
  if (others.size === 0) return [];
  return [
    `${countWords(others.size, "other connection")} ${others.size === 1 ? "holds" : "hold"} it, or what was made from it: this revokes it here only. Revoke it there as well.`,
  ];
}

/** Tags on an image of another account are this account's own. */
function visibleTo({ image, accountId }: Case): string[] {
  if (accountId === null || image.ownerId === accountId) return [];
  return [
    `${image.name} belongs to the account ${image.ownerId}. The tag is written in this account, and only consoles of this account see it.`,
  ];
}

function launches({ hole, intent }: Case, image: ImageFact): string[] {
  const live = hole.uses.filter(
    ({ state, connectionId, image: one }) =>
      (state === "live" || state === "rising") &&
      connectionId === intent.connectionId &&
      (intent.atAws === undefined || one.id === image.id),
  );
  const names = listWords([...new Set(live.map(({ fleetName }) => fleetName))]);
  if (intent.atAws === "disable") {
    return [
      "AWS then starts nothing from it, for anyone, and takes off whom it was shared with; images made from it aren't disabled by that.",
      ...(live.length === 0
        ? []
        : [
            `The scaling groups of ${names} start their servers from it: from then on they can replace no server that fails, and can't grow.`,
          ]),
    ];
  }
  return live.length === 0
    ? []
    : [
        `A tag keeps consoles from it, not AWS: the scaling groups of ${names} go on starting servers from it when they grow or replace one.`,
      ];
}

function whatReturns({ found, image, intent }: Case): string[] {
  const through = found?.through ?? null;
  const word = found === null ? "" : revokedWords(found);
  if (through !== null)
    return [
      `It is ${word} That stays: ${image.name} alone, and what is made from it, is excepted.`,
    ];
  const state = image.state === "disabled" && intent.atAws === undefined;
  return state ? ["AWS has it disabled: nothing starts from it until it is enabled."] : [];
}
