/** A script on servers through Systems Manager, by AWS's own document for it. */
import { SendCommandCommand } from "@aws-sdk/client-ssm";
import type { Call, CallOutcome } from "../../../shared/model/call.ts";
import type { Clients } from "../sending/clients.ts";
import { done, type Once } from "./answers.ts";

const SHELL_DOCUMENT = "AWS-RunShellScript";
const LONGEST_COMMENT = 100;

export async function performCommand(
  { ssm }: Clients,
  once: Once,
  call: Extract<Call, { readonly call: "SendCommand" }>,
): Promise<CallOutcome> {
  const input = {
    DocumentName: SHELL_DOCUMENT,
    InstanceIds: [...call.serverIds],
    Comment: call.comment.slice(0, LONGEST_COMMENT),
    // How long AWS tries to deliver it; how long it may run then is the document's to say.
    TimeoutSeconds: Math.max(LEAST_DELIVERY_SECONDS, call.timeoutSeconds),
    Parameters: { commands: [call.script], executionTimeout: [String(call.timeoutSeconds)] },
  };
  const answer = await once(() => ssm.send(new SendCommandCommand(input)));
  const commandId = answer.Command?.CommandId;
  return done(answer, commandId === undefined ? {} : { commandId });
}

const LEAST_DELIVERY_SECONDS = 30;
