/** Small facts for the tests of bakes. */
import type { Memory, StepOutput } from "../../../shared/decide/decision.ts";
import type { ImageFact, ServerFact } from "../../../shared/model/facts.ts";
import {
  connectionId,
  imageId,
  operationId,
  planId,
  serverId,
  stepId,
} from "../../../shared/model/ids.ts";
import { TAG } from "../../../shared/model/tags.ts";
import type { BaseFound } from "../../../shared/bake/base/choose-base.ts";
import type { Packer } from "../../../shared/bake/packing.ts";
import type { BakeInput } from "../../../shared/bake/plan-bake.ts";
import { parseRecipe } from "../../../shared/recipe/parse.ts";
import { fullRecipe } from "../recipe/recipe-texts.ts";

export const NOW = Date.UTC(2026, 10, 20, 9, 30, 15);
export const OPERATION = operationId("op-1");

export const anImage = (changes: Partial<ImageFact> = {}): ImageFact => ({
  ...{
    id: imageId("ami-0base"),
    name: "hardened 92",
    description: "",
    ownerId: "1",
    state: "available",
  },
  ...{ stateReason: null, architecture: "x86_64", createdAtMs: NOW - 1000, deprecatedAtMs: null },
  ...{
    deregistrationProtected: false,
    sourceImageId: null,
    sourceInstanceId: null,
    rootDevice: null,
  },
  ...{
    snapshotIds: ["snap-1"],
    tags: { [TAG.recipe]: "hardened", [TAG.verified]: "passed 9/9 2026-11-19T00:00:00Z" },
    readAtMs: NOW,
  },
  ...changes,
});

export const aServer = (changes: Partial<ServerFact> = {}): ServerFact => ({
  ...{
    id: serverId("i-1"),
    imageId: imageId("ami-0base"),
    instanceType: "c7i.large",
    architecture: "x86_64",
  },
  ...{
    zone: "eu-west-1a",
    subnetId: "subnet-1",
    privateIp: "10.0.0.1",
    state: "running",
    launchedAtMs: NOW,
  },
  ...{
    groupName: null,
    template: null,
    securityGroupIds: [],
    instanceProfileArn: null,
    rootDevice: null,
  },
  ...{ volumes: [], tags: {}, readAtMs: NOW },
  ...changes,
});

export function aMemory(changes: Partial<Memory> = {}, outputs: StepOutput = {}): Memory {
  return {
    ...{
      operationId: OPERATION,
      stepId: stepId("s"),
      holder: "ada@console",
      startedAtMs: NOW,
      floor: 0,
    },
    ...{
      expected: { medianMs: 1, worstMs: 2 },
      clientToken: "token-1",
      hasEnded: () => false,
      claimedAtMs: () => null,
      unansweredAtMs: () => null,
      calls: [],
      kept: null,
      outputs,
    },
    ...changes,
  };
}

export const chosenBase = (image: ImageFact | null): BaseFound => ({
  image,
  how: "chosen",
  words: image === null ? "ami-0base: there is none" : "chosen for this bake",
  newer: null,
});

/** To a part of its size, as gzip packs shell text. */
export const packingTo = (part: number): Packer => ({
  gzip: (text) => ({ base64: "packed", bytes: Math.ceil(text.length * part), sha256: "0" }),
  gunzip: () => null,
});

export function bakeInput(changes: Partial<BakeInput> = {}, text = fullRecipe): BakeInput {
  const { recipe, problems } = parseRecipe(text, "shop.yaml");
  return {
    planId: planId("plan-1"),
    intent: {
      ...{ kind: "bake", connectionId: connectionId("practice"), recipeFile: "shop.yaml" },
      ...{ baseImageId: imageId("ami-0base"), instanceType: "c7i.large", subnetId: null },
    },
    ...{ recipe, problems, recipeText: text, recipeDigest: "sha256:1", commit: null },
    ...{ base: chosenBase(anImage()), revoked: null, reuse: null, atOnce: 4, earlier: [] },
    ...{ inputs: { list: [], digest: "sha256:inputs" }, packer: packingTo(0.3) },
    subnets: [
      { id: "subnet-1", zone: "eu-west-1a", name: null, available: 10 },
      { id: "subnet-2", zone: "eu-west-1b", name: null, available: 200 },
    ],
    ...{ nowMs: NOW, factsReadAtMs: NOW },
    ...changes,
  };
}
