/**
 * The plan that looks into an image: one server from it, once, which prints what is in it and powers itself off. What
 * it costs and how long it takes is said before; the image is only started, never changed.
 */
import {
  architectureOf,
  chosenSubnet,
  otherSubnets,
  refuse,
  subnetRefusal,
} from "../bake/bake-refusals.ts";
import type { SubnetChoice } from "../bake/bake-refusals.ts";
import { seconds, step, type Unnumbered } from "../bake/plan/step-parts.ts";
import { inspectionUserData } from "../bake/user-data.ts";
import { deliver, type DeliverySizes } from "../bake/delivery.ts";
import type { Packer } from "../bake/packing.ts";
import type { ImageFact } from "../model/facts.ts";
import { stepId, type PlanId } from "../model/ids.ts";
import type { InspectIntent } from "../model/intent.ts";
import type { PlanOutlook } from "../model/outlook.ts";
import type { Planned, Refusal } from "../model/plan.ts";
import type { Priced } from "../plan/outlook/money.ts";
import { sumOf } from "../fleet/expected-time.ts";

export interface InspectInput {
  readonly planId: PlanId;
  readonly intent: InspectIntent;
  /** Null: AWS knows no such image, or this account may not use it. */
  readonly image: ImageFact | null;
  /** Null: not known. */
  readonly accountId: string | null;
  readonly subnets: readonly SubnetChoice[];
  readonly price: Priced;
  readonly packer: Packer;
  readonly nowMs: number;
  readonly factsReadAtMs: number;
}

/** A server that hangs powers itself off then. */
const TIMEOUT_MS = 12 * 60_000;
const EXPECTED_HOURS = 5 / 60;

export function planInspect(input: InspectInput): Planned {
  const { intent, image, subnets } = input;
  const subnet = chosenSubnet(subnets, intent.subnetId);
  const userData = inspectionUserData({ watch: intent.watch, timeoutMs: TIMEOUT_MS });
  const refusal =
    imageRefusal(image, intent) ??
    subnetRefusal(subnets, intent.subnetId) ??
    sizeRefusal(deliver(userData, input.packer));
  if (refusal || !image || !subnet)
    return refusal ?? refuse("There is nothing to look into.", "Choose an image.");
  const steps = [runStep(input, image, subnet, userData), awaitStep(image), endStep()].map(
    (one, at) => ({ ...one, id: stepId(`${String(at + 1)}-${one.work.kind}`) }),
  );
  return {
    refused: false,
    plan: {
      id: input.planId,
      kind: "inspect",
      connectionId: intent.connectionId,
      fleetId: null,
      fleetName: null,
      title: `Look into ${image.name}`,
      intent,
      madeAtMs: input.nowMs,
      factsReadAtMs: input.factsReadAtMs,
      steps,
      floor: 0,
      mostServers: 1,
      expected: sumOf(steps.map(({ expected }) => expected)),
      temporary: [],
      lost: [],
      warnings: warningsOf(input, image),
      groups: null,
      recipe: null,
      outlook: outlookOf(input.price),
    },
  };
}

function imageRefusal(
  image: ImageFact | null,
  { imageId, instanceType }: InspectIntent,
): Refusal | null {
  if (image === null)
    return refuse(
      `AWS knows no image ${imageId} here that this account may start.`,
      "Have its owner share it with this account, or choose another one.",
    );
  if (image.state !== "available")
    return refuse(
      `AWS calls ${image.name} ${image.state}, so no server can be started from it.`,
      "Enable it first, or choose another one.",
    );
  if (image.platform === "windows")
    return refuse(
      `${image.name} is a Windows image: it doesn't run the shell program by which an image is looked into.`,
      "Look into it by hand.",
    );
  if (architectureOf(instanceType) === image.architecture) return null;
  return refuse(
    `${image.name} is of ${image.architecture}, and ${instanceType} isn't.`,
    `Choose an instance type of ${image.architecture}.`,
  );
}

/** It travels packed where it must. */
function sizeRefusal({ way, gzipBytes, limitBytes }: DeliverySizes): Refusal | null {
  if (way !== "s3") return null;
  return refuse(
    `The program that looks into an image is ${String(gzipBytes)} bytes with these files to watch, packed; EC2 takes ${String(limitBytes)}.`,
    "Watch fewer files.",
  );
}

function warningsOf({ accountId }: InspectInput, image: ImageFact): readonly string[] {
  if (accountId === null || image.ownerId === accountId) return [];
  return [
    `${image.name} belongs to the account ${image.ownerId}. It is only started, never changed. Its program runs as root on this one server, with no permissions of yours; it can reach what the subnet and its security group let it reach. An image of the Marketplace may charge for its software, and AWS starts it only once its terms were accepted.`,
  ];
}

const outlookOf = (price: Priced): PlanOutlook => ({
  strategy: null,
  keeps: [],
  loses: [],
  history: null,
  money: {
    extraServerHours: EXPECTED_HOURS,
    usd: price.usdPerHour === null ? null : price.usdPerHour * EXPECTED_HOURS,
    basis: `about 5 minutes of one server: ${price.basis}`,
  },
  capacity: [],
  quota: { neededVcpus: null, freeVcpus: null, ok: null, note: "not looked at for one server" },
  meanwhile: [],
  owner: null,
});

function runStep(
  { intent, subnets }: InspectInput,
  image: ImageFact,
  subnet: SubnetChoice,
  userData: string,
): Unnumbered {
  const others = otherSubnets(subnets, subnet, intent.subnetId);
  const place = others.length === 0 ? subnet.zone : `${subnet.zone} or where there is room`;
  return step({
    title: "Start a server from it",
    detail: `${intent.instanceType} in ${place}, without any permission of this account`,
    phase: "Look",
    work: {
      kind: "run-builder",
      role: "builder",
      imageId: image.id,
      instanceType: intent.instanceType,
      subnetId: subnet.id,
      ...(others.length === 0 ? {} : { otherSubnetIds: others }),
      securityGroupIds: intent.securityGroupIds ?? [],
      userData,
      tags: { Name: `bennu inspection: ${image.name}`.slice(0, 256) },
      timeoutMs: TIMEOUT_MS,
    },
    calls: [
      {
        call: "RunInstances",
        target: image.id,
        before: "no server",
        after: `1 ${intent.instanceType}`,
      },
    ],
    guards: [
      "No server of this operation runs yet",
      "It has a time limit of its own, and powers itself off",
    ],
    undo: "It is ended when it has printed, and on every way out.",
    expected: seconds(25, 180),
  });
}

const awaitStep = ({ id }: ImageFact): Unnumbered =>
  step({
    title: "Read what it prints",
    detail: "Packages, kernel, services, ports, users, watched files",
    phase: "Look",
    work: { kind: "await-inspection", imageId: id, timeoutMs: TIMEOUT_MS },
    calls: [],
    gate: "The whole manifest has arrived on its console",
    undo: "Nothing to undo: it only reads.",
    expected: seconds(90, TIMEOUT_MS / 1000),
  });

const endStep = (): Unnumbered =>
  step({
    title: "End the server",
    detail: "Its disk goes with it",
    phase: "Done",
    work: { kind: "end-builder", role: "builder" },
    calls: [
      { call: "TerminateInstances", target: "the server", before: "1 server", after: "none" },
    ],
    guards: ["Only servers that carry this operation's tag"],
    undo: "It was started for this alone.",
    expected: seconds(40, 300),
  });
