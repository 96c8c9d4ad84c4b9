/** The small region with an SSM client, and what its tests ask again and again. */
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import type { PutParameterRequest } from "@aws-sdk/client-ssm";
import { PRACTICE_CREDENTIALS } from "../../../../electron/practice/access-keys.ts";
import { PRACTICE_REGION } from "../../../../electron/practice/practice-world.ts";
import { smallRegion } from "../small-region.ts";

export function managedRegion(seed = 7) {
  const region = smallRegion(seed);
  const ssm = new SSMClient({
    region: PRACTICE_REGION,
    endpoint: "http://practice.invalid",
    credentials: PRACTICE_CREDENTIALS,
    requestHandler: region.requestHandler(),
    maxAttempts: 1,
  });
  return { ...region, ssm };
}

export type ManagedRegion = ReturnType<typeof managedRegion>;

export const put = (
  { ssm }: ManagedRegion,
  Name: string,
  Value: string,
  wishes: Partial<PutParameterRequest> = {},
) => ssm.send(new PutParameterCommand({ Name, Value, Type: "String", ...wishes }));

/** AWS's code of the error that the call ends in, and its words. */
export async function refusal(call: Promise<unknown>): Promise<readonly [string, string]> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error) return [error.name, error.message];
    throw error;
  }
  throw new Error("The call was not refused");
}
