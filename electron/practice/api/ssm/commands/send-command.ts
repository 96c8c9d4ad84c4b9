/** SendCommand: who is meant, what is run, and AWS's refusals. */
import type { SendCommandRequest, SendCommandResult, Target } from "@aws-sdk/client-ssm";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { InstanceState } from "../../../world/kernel/state/ec2/instances.ts";
import type { CommandState, InvocationState } from "../../../world/kernel/state/ssm.ts";
import type { World } from "../../../world/kernel/world.ts";
import { agentOf } from "../../../world/ssm/agents.ts";
import { sendCommand as send } from "../../../world/ssm/commands.ts";
import type { SsmCall } from "../reading.ts";
import { toCommand } from "./command-shape.ts";
import { findDocument } from "./documents.ts";

const MOST_INSTANCE_IDS = 50;
const DEFAULT_SECONDS = 3600;

export function sendCommand(input: SendCommandRequest, { world }: SsmCall): SendCommandResult {
  findDocument(input.DocumentName ?? "");
  const command = commandOf(world, input, targetsOf(world, input));
  send(world, command);
  return { Command: toCommand(command) };
}

function commandOf(
  world: World,
  input: SendCommandRequest,
  servers: readonly InstanceState[],
): CommandState {
  const parameters = input.Parameters ?? {};
  return {
    id: world.chance.uuid(),
    document: (input.DocumentName ?? "").replace(/^.*:document\//, ""),
    comment: input.Comment ?? "",
    script: scriptOf(parameters),
    parameters,
    targets: (input.Targets ?? []).map(({ Key = "", Values = [] }) => ({
      key: Key,
      values: Values,
    })),
    instanceIds: input.InstanceIds ?? [],
    timeoutSeconds: seconds(input.TimeoutSeconds),
    executionSeconds: executionSeconds(parameters),
    maxConcurrency: limit(input.MaxConcurrency ?? "50", /^([1-9]\d{0,6}|[1-9]\d?%|100%)$/),
    maxErrors: limit(input.MaxErrors ?? "0", /^(0|[1-9]\d{0,6}|[1-9]?\d%|100%)$/),
    requestedAtMs: world.nowMs,
    isCancelled: false,
    invocations: Object.fromEntries(servers.map((server) => [server.id, newInvocation(server)])),
  };
}

const newInvocation = ({ id, tags }: InstanceState): InvocationState => ({
  instanceId: id,
  instanceName: tags["Name"] ?? "",
  status: "Pending",
  details: "Pending",
  startedAtMs: null,
  endedAtMs: null,
  code: -1,
  out: "",
  err: "",
  boot: 0,
  contentsId: null,
  healthy: null,
});

type Parameters = Readonly<Record<string, readonly string[]>>;

function scriptOf(parameters: Parameters): string {
  const known = new Set(["commands", "workingDirectory", "executionTimeout"]);
  const unknown = Object.keys(parameters).find((name) => !known.has(name));
  if (unknown !== undefined || !parameters["commands"]) throw invalidParameters();
  return parameters["commands"].join("\n");
}

const invalidParameters = () =>
  new PracticeError(
    "InvalidParameters",
    "You must specify values for all required parameters in the Systems Manager document. You can " +
      "only supply values to parameters defined in the Systems Manager document.",
  );

function executionSeconds(parameters: Parameters): number {
  const wish = parameters["executionTimeout"]?.[0];
  if (wish === undefined) return DEFAULT_SECONDS;
  if (!/^\d{1,6}$/.test(wish) || Number(wish) < 1 || Number(wish) > 172_800)
    throw invalidParameters();
  return Number(wish);
}

function seconds(wish = DEFAULT_SECONDS): number {
  if (wish >= 30 && wish <= 2_592_000) return wish;
  throw notValid(`Value '${wish}' at 'timeoutSeconds'`, "have value between 30 and 2592000");
}

function limit(wish: string, allowed: RegExp): string {
  if (allowed.test(wish)) return wish;
  throw notValid(`Value '${wish}'`, `satisfy regular expression pattern: ${allowed.source}`);
}

const notValid = (what: string, words: string) =>
  new PracticeError(
    "ValidationException",
    `1 validation error detected: ${what} failed to satisfy constraint: Member must ${words}`,
  );

function targetsOf(world: World, input: SendCommandRequest): readonly InstanceState[] {
  const { InstanceIds: ids = [], Targets: targets = [] } = input;
  if (ids.length === 0 && targets.length === 0)
    throw notValid("InstanceIds and Targets", "not both be empty");
  if (ids.length > MOST_INSTANCE_IDS)
    throw notValid(
      "Value at 'instanceIds'",
      `have length less than or equal to ${MOST_INSTANCE_IDS}`,
    );
  if (new Set(ids).size < ids.length)
    throw new PracticeError(
      "DuplicateInstanceId",
      "You can't specify a managed node ID in more than one association.",
    );
  const named = ids.map((id) => managed(world, id));
  return targets.length === 0 ? named : [...new Set([...named, ...matching(world, targets)])];
}

function managed(world: World, id: string): InstanceState {
  const instance = world.state.instances.get(id);
  const isValid = instance && instance.state !== "shutting-down" && agentOf(world, instance);
  if (isValid) return instance;
  throw new PracticeError(
    "InvalidInstanceId",
    `Instances [[${id}]] not in a valid state for account ${world.accountId}`,
  );
}

function matching(world: World, targets: readonly Target[]): readonly InstanceState[] {
  return [...world.state.instances.values()].filter(
    (instance) =>
      targets.every((target) => isTarget(instance, target)) &&
      instance.state !== "shutting-down" &&
      agentOf(world, instance) !== null,
  );
}

function isTarget(instance: InstanceState, { Key = "", Values = [] }: Target): boolean {
  if (Key.toLowerCase() === "instanceids")
    return Values.includes(instance.id) || Values.includes("*");
  if (Key === "tag-key") return Values.some((key) => instance.tags[key] !== undefined);
  if (!Key.startsWith("tag:"))
    throw new PracticeError("InvalidTarget", `The target ${Key} is not valid.`);
  return Values.includes(instance.tags[Key.slice(4)] ?? "");
}
