/** Unmodified SDK clients of a practice endpoint, with any keys and in any region. */
import { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { EC2Client } from "@aws-sdk/client-ec2";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { STSClient } from "@aws-sdk/client-sts";
import type { HttpHandler } from "@smithy/core/protocols";
import { PRACTICE_CREDENTIALS } from "../../../../electron/practice/access-keys.ts";

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface ClientWish {
  readonly region?: string;
  readonly keys?: Keys;
}

export function clientsOf(requestHandler: HttpHandler, wish: ClientWish = {}) {
  const options = {
    region: wish.region ?? "eu-west-1",
    endpoint: "http://practice.invalid",
    credentials: wish.keys ?? PRACTICE_CREDENTIALS,
    requestHandler,
    maxAttempts: 1,
  };
  return {
    groups: new AutoScalingClient(options),
    ec2: new EC2Client(options),
    balancing: new ElasticLoadBalancingV2Client(options),
    sts: new STSClient(options),
  };
}

export type SdkClients = ReturnType<typeof clientsOf>;

/** Keys of a session as STS gives them out. */
export function keysOf(
  credentials: {
    AccessKeyId?: string | undefined;
    SecretAccessKey?: string | undefined;
    SessionToken?: string | undefined;
  } = {},
): Keys {
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = credentials;
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  };
}
