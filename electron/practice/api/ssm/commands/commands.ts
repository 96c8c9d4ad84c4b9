/** Commands that have been sent: read, listed, cancelled. */
import type {
  CancelCommandRequest,
  CommandFilter,
  GetCommandInvocationRequest,
  GetCommandInvocationResult,
  ListCommandInvocationsRequest,
  ListCommandInvocationsResult,
  ListCommandsRequest,
  ListCommandsResult,
} from "@aws-sdk/client-ssm";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { CommandState } from "../../../world/kernel/state/ssm.ts";
import type { World } from "../../../world/kernel/world.ts";
import { statusOf } from "../../../world/ssm/command-status.ts";
import { cancelCommand as cancel } from "../../../world/ssm/commands.ts";
import { ssmPage } from "../reading.ts";
import type { SsmCall } from "../reading.ts";
import { PLUGIN, toCommand, toInvocation, toResult } from "./command-shape.ts";

export function getCommandInvocation(
  { CommandId = "", InstanceId = "", PluginName }: GetCommandInvocationRequest,
  { world }: SsmCall,
): GetCommandInvocationResult {
  const command = world.state.commands.get(CommandId);
  const invocation = command?.invocations[InstanceId];
  if (!command || !invocation) throw new PracticeError("InvocationDoesNotExist", "");
  if (PluginName !== undefined && PluginName.toLowerCase() !== PLUGIN.toLowerCase())
    throw new PracticeError("InvalidPluginName", "The plugin name isn't valid.");
  return toResult(command, invocation);
}

export function listCommands(input: ListCommandsRequest, { world }: SsmCall): ListCommandsResult {
  const found = chosen(world, input).filter(
    ({ invocations }) => input.InstanceId === undefined || invocations[input.InstanceId],
  );
  const page = ssmPage(found, ({ id }) => id, paging(input));
  return { Commands: page.items.map(toCommand), NextToken: page.nextToken };
}

export function listCommandInvocations(
  input: ListCommandInvocationsRequest,
  { world }: SsmCall,
): ListCommandInvocationsResult {
  const rows = chosen(world, input).flatMap((command) =>
    Object.values(command.invocations).map((invocation) => ({ command, invocation })),
  );
  const { InstanceId: id } = input;
  const found = rows.filter(({ invocation }) => id === undefined || invocation.instanceId === id);
  const keyOf = ({ command, invocation }: (typeof rows)[number]) =>
    `${command.id} ${invocation.instanceId}`;
  const page = ssmPage(found, keyOf, paging(input));
  const invocations = page.items.map(({ command, invocation }) =>
    toInvocation(command, invocation, input.Details ?? false),
  );
  return { CommandInvocations: invocations, NextToken: page.nextToken };
}

interface Wish {
  readonly CommandId?: string | undefined;
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
  readonly Filters?: readonly CommandFilter[] | undefined;
}

const paging = ({ NextToken, MaxResults }: Wish) => ({
  token: NextToken,
  size: MaxResults,
  maxSize: 50,
});

/** Newest first. */
function chosen(world: World, { CommandId: id, Filters = [] }: Wish): readonly CommandState[] {
  if (id !== undefined) return [needCommand(world, id)];
  const all = [...world.state.commands.values()].reverse();
  return all.filter((command) => Filters.every((filter) => matches(command, filter)));
}

function matches(command: CommandState, { key, value = "" }: CommandFilter): boolean {
  const { status, details } = statusOf(command);
  switch (key) {
    case "InvokedAfter":
      return command.requestedAtMs > Date.parse(value);
    case "InvokedBefore":
      return command.requestedAtMs < Date.parse(value);
    case "Status":
      return status === value || details === value;
    case "DocumentName":
      return command.document === value;
    case "ExecutionStage":
      return isExecuting(status) === (value === "Executing");
    default:
      throw new PracticeError("InvalidFilterKey", "The specified key isn't valid.");
  }
}

const isExecuting = (status: string) => /^(Pending|Delayed|InProgress|Cancelling)$/.test(status);

export function cancelCommand(
  { CommandId = "", InstanceIds = [] }: CancelCommandRequest,
  { world }: SsmCall,
): object {
  const command = needCommand(world, CommandId);
  const unknown = InstanceIds.find((id) => !command.invocations[id]);
  if (unknown !== undefined)
    throw new PracticeError("InvalidInstanceId", `${unknown} is no target of the command.`);
  cancel(world, command, InstanceIds);
  return {};
}

function needCommand(world: World, id: string): CommandState {
  const found = world.state.commands.get(id);
  if (found) return found;
  throw new PracticeError("InvalidCommandId", `Command ID ${id} is not valid.`);
}
