/** The stand-alone practice cloud as a process of its own, and plain SDK clients of it over HTTP. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { EC2Client } from "@aws-sdk/client-ec2";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { STSClient } from "@aws-sdk/client-sts";
import type { Keys } from "./sdk-clients.ts";

const ENTRY = fileURLToPath(new URL("../../../../electron/practice-cloud.ts", import.meta.url));

interface Account extends Keys {
  readonly accountId: string;
  readonly mfaSerial: string;
  readonly mfaSecret: string;
}

interface Announcement extends Keys {
  readonly endpoint: string;
  readonly region: string;
  readonly accounts: readonly Account[];
}

export async function startStandAlone(...args: readonly string[]) {
  const child = spawn(process.execPath, [ENTRY, "--port", "0", ...args], { stdio: "pipe" });
  const ended = once(child, "exit");
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  const announced = JSON.parse(line) as Announcement;
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  return {
    announced,
    stop,
    clients: (keys?: Keys, region?: string) => plainClients(announced, keys, region),
  };
}

/** Nothing is given but where the server is, who calls, and in which region. */
function plainClients(announced: Announcement, keys: Keys = announced, region = announced.region) {
  const { accessKeyId, secretAccessKey, sessionToken } = keys;
  const token = sessionToken === undefined ? {} : { sessionToken };
  const credentials = { accessKeyId, secretAccessKey, ...token };
  const options = { endpoint: announced.endpoint, region, credentials };
  return {
    ec2: new EC2Client(options),
    groups: new AutoScalingClient(options),
    balancing: new ElasticLoadBalancingV2Client(options),
    sts: new STSClient(options),
  };
}
