/** Commands and their invocations as AWS shows them. */
import type { Command, CommandInvocation, GetCommandInvocationResult } from "@aws-sdk/client-ssm";
import type { CommandState, InvocationState } from "../../../world/kernel/state/ssm.ts";
import { errorsOf, isOver, statusOf } from "../../../world/ssm/command-status.ts";

export const PLUGIN = "aws:runShellScript";
/** In the list of invocations a plugin's output is cut sooner. */
const LISTED_OUTPUT = 2_500;

export function toCommand(command: CommandState): Command {
  const all = Object.values(command.invocations);
  const { status, details } = statusOf(command);
  const count = (holds: (each: InvocationState) => boolean) => all.filter(holds).length;
  return {
    CommandId: command.id,
    DocumentName: command.document,
    DocumentVersion: "$DEFAULT",
    Comment: command.comment,
    ExpiresAfter: new Date(
      command.requestedAtMs + (command.timeoutSeconds + command.executionSeconds) * 1000,
    ),
    Parameters: mutable(command.parameters),
    InstanceIds: [...command.instanceIds],
    Targets: command.targets.map(({ key, values }) => ({ Key: key, Values: [...values] })),
    RequestedDateTime: new Date(command.requestedAtMs),
    Status: status as NonNullable<Command["Status"]>,
    StatusDetails: details,
    OutputS3BucketName: "",
    OutputS3KeyPrefix: "",
    MaxConcurrency: command.maxConcurrency,
    MaxErrors: command.maxErrors,
    TargetCount: all.length,
    CompletedCount: count(isOver),
    ErrorCount: errorsOf(all),
    DeliveryTimedOutCount: count(({ details: each }) => each === "DeliveryTimedOut"),
    TimeoutSeconds: command.timeoutSeconds,
  };
}

const mutable = (parameters: CommandState["parameters"]): Record<string, string[]> =>
  Object.fromEntries(Object.entries(parameters).map(([name, values]) => [name, [...values]]));

/** What waits its turn, or for the agent to ask for it, is pending to the world outside. */
const detailsOf = ({ details }: InvocationState) => (details === "Sent" ? "Pending" : details);

export function toInvocation(
  command: CommandState,
  invocation: InvocationState,
  withPlugins: boolean,
): CommandInvocation {
  const status = invocation.status as NonNullable<CommandInvocation["Status"]>;
  return {
    CommandId: command.id,
    InstanceId: invocation.instanceId,
    InstanceName: invocation.instanceName,
    Comment: command.comment,
    DocumentName: command.document,
    DocumentVersion: "$DEFAULT",
    RequestedDateTime: new Date(command.requestedAtMs),
    Status: status,
    StatusDetails: detailsOf(invocation),
    StandardOutputUrl: "",
    StandardErrorUrl: "",
    CommandPlugins: withPlugins ? [pluginOf(invocation)] : [],
  };
}

type Plugin = NonNullable<CommandInvocation["CommandPlugins"]>[number];

function pluginOf(invocation: InvocationState): Plugin {
  const { out, err } = shown(invocation);
  const together = err === "" ? out : `${out}\n----------ERROR-------\n${err}`;
  return {
    Name: PLUGIN,
    Status: (invocation.status === "Delayed" ? "Pending" : invocation.status) as NonNullable<
      Plugin["Status"]
    >,
    StatusDetails: detailsOf(invocation),
    ResponseCode: codeOf(invocation),
    ResponseStartDateTime: dateOf(invocation.startedAtMs),
    ResponseFinishDateTime: dateOf(invocation.endedAtMs),
    Output: together.slice(0, LISTED_OUTPUT),
    StandardOutputUrl: "",
    StandardErrorUrl: "",
  };
}

const dateOf = (ms: number | null) => (ms === null ? undefined : new Date(ms));

/** Nothing is shown before the end. */
const hasEnded = ({ status }: InvocationState) => status === "Success" || status === "Failed";

const shown = (invocation: InvocationState) =>
  hasEnded(invocation) ? invocation : { out: "", err: "" };

const codeOf = (invocation: InvocationState) => (hasEnded(invocation) ? invocation.code : -1);

export function toResult(
  command: CommandState,
  invocation: InvocationState,
): GetCommandInvocationResult {
  const { startedAtMs, endedAtMs } = invocation;
  const { out, err } = shown(invocation);
  return {
    CommandId: command.id,
    InstanceId: invocation.instanceId,
    Comment: command.comment,
    DocumentName: command.document,
    DocumentVersion: "$DEFAULT",
    PluginName: PLUGIN,
    ResponseCode: codeOf(invocation),
    ExecutionStartDateTime: isoOf(startedAtMs),
    ExecutionElapsedTime: elapsed(startedAtMs, endedAtMs),
    ExecutionEndDateTime: isoOf(startedAtMs === null ? null : endedAtMs),
    Status: invocation.status,
    StatusDetails: detailsOf(invocation),
    StandardOutputContent: out,
    StandardOutputUrl: "",
    StandardErrorContent: err,
    StandardErrorUrl: "",
    CloudWatchOutputConfig: { CloudWatchLogGroupName: "", CloudWatchOutputEnabled: false },
  };
}

const isoOf = (ms: number | null) => (ms === null ? "" : new Date(ms).toISOString());

const elapsed = (from: number | null, to: number | null) =>
  from === null || to === null ? "" : `PT${(to - from) / 1000}S`;
