/**
 * The stand-alone practice cloud: `npm run practice-cloud -- --port 0 --seed 1 --speed 60`. Prints one line of
 * JSON that says where it is and with which keys, and runs until it is stopped. It keeps nothing.
 */
import { randomBytes } from "node:crypto";
import { operatorCredentials, PRACTICE_CREDENTIALS } from "./practice/access-keys.ts";
import { settingsFrom } from "./practice/cloud/command-line.ts";
import { withControl } from "./practice/control/control-http.ts";
import { PracticeRegion } from "./practice/region.ts";
import { servePracticeHttp } from "./practice/wire/loopback-server.ts";
import { withLatency } from "./practice/wire/latency.ts";
import { operatorMfaDevice } from "./practice/world/iam/mfa.ts";

async function run(args: readonly string[]): Promise<void> {
  const { options, port, latencyMs, controlToken } = settingsFrom(args, Date.now());
  const region = new PracticeRegion(options);
  const token = controlToken ?? randomBytes(24).toString("base64url");
  const endpoint = withLatency(region.endpoint, latencyMs);
  const server = await servePracticeHttp(withControl({ endpoint, region, token }), { port });
  region.start();
  const stop = () => {
    region.stop();
    void server.close();
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  process.stdout.write(`${announcement(region, server.url, token)}\n`);
}

/** The first account's keys stand for themselves; those of all accounts follow, each with its MFA device. */
function announcement({ cloud }: PracticeRegion, endpoint: string, token: string): string {
  const accounts = cloud.accounts.map((accountId, index) => {
    const { serialNumber, secret } = operatorMfaDevice({ accountId });
    return { accountId, ...operatorCredentials(index), mfaSerial: serialNumber, mfaSecret: secret };
  });
  const { region } = cloud.home;
  const control = { url: `${endpoint}/_practice`, token };
  return JSON.stringify({ endpoint, region, ...PRACTICE_CREDENTIALS, accounts, control });
}

run(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
