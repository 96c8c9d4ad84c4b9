/** What a script did on a server, and which servers Systems Manager reaches. */
import {
  DescribeInstanceInformationCommand,
  GetCommandInvocationCommand,
} from "@aws-sdk/client-ssm";
import { BennuError } from "../../../shared/errors.ts";
import { serverId, type ServerId } from "../../../shared/model/ids.ts";
import type {
  CommandResult,
  ManagedServerFact,
} from "../../../shared/model/facts/image-use-facts.ts";
import { inBatches } from "./paged.ts";
import { reads, type ReadingContext } from "./reading-context.ts";

export async function readCommandResult(
  context: ReadingContext,
  commandId: string,
  server: ServerId,
): Promise<CommandResult | null> {
  const read = reads(context, "ssm", 0);
  const command = new GetCommandInvocationCommand({ CommandId: commandId, InstanceId: server });
  try {
    const answer = await read("GetCommandInvocation", () => context.clients.ssm.send(command));
    const { ResponseCode = -1 } = answer;
    return {
      commandId,
      serverId: server,
      status: answer.Status ?? "",
      statusDetails: answer.StatusDetails ?? "",
      exitCode: ResponseCode < 0 ? null : ResponseCode,
      output: answer.StandardOutputContent ?? "",
      errorOutput: answer.StandardErrorContent ?? "",
    };
  } catch (error) {
    // A command is not known everywhere at once.
    if (error instanceof BennuError && error.code === "not-found") return null;
    throw error;
  }
}

const IDS_A_CALL = 50;

export function readManagedServers(
  context: ReadingContext,
  ids: readonly ServerId[],
): Promise<readonly ManagedServerFact[]> {
  const read = reads(context, "ssm", 1);
  return inBatches(ids, IDS_A_CALL, async (batch) => {
    const command = new DescribeInstanceInformationCommand({
      Filters: [{ Key: "InstanceIds", Values: [...batch] }],
      MaxResults: IDS_A_CALL,
    });
    const answer = await read("DescribeInstanceInformation", () =>
      context.clients.ssm.send(command),
    );
    return (answer.InstanceInformationList ?? []).map((one) => ({
      serverId: serverId(one.InstanceId ?? ""),
      ping: one.PingStatus ?? "",
      lastPingAtMs: one.LastPingDateTime?.getTime() ?? null,
      agentVersion: one.AgentVersion ?? null,
      platform: one.PlatformName ?? null,
    }));
  });
}
