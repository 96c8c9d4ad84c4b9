/**
 * The stand-alone practice cloud: `npm run practice-cloud -- --port 0 --seed 1 --speed 60`. Prints one line of
 * JSON that says where it is and with which keys, and runs until it is stopped. It keeps nothing.
 */
import { operatorCredentials, PRACTICE_CREDENTIALS } from "./practice/access-keys.ts";
import { settingsFrom } from "./practice/cloud/command-line.ts";
import { PracticeRegion } from "./practice/region.ts";
import { servePracticeHttp } from "./practice/wire/loopback-server.ts";
import { withLatency } from "./practice/wire/latency.ts";
import { operatorMfaDevice } from "./practice/world/iam/mfa.ts";

async function run(args: readonly string[]): Promise<void> {
  const { options, port, latencyMs } = settingsFrom(args, Date.now());
  const region = new PracticeRegion(options);
  const server = await servePracticeHttp(withLatency(region.endpoint, latencyMs), { port });
  region.start();
  const stop = () => {
    region.stop();
    void server.close();
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  process.stdout.write(`${announcement(region, server.url)}\n`);
}

/** The first account's keys stand for themselves; those of all accounts follow, each with its MFA device. */
function announcement({ cloud }: PracticeRegion, endpoint: string): string {
  const accounts = cloud.accounts.map((accountId, index) => {
    const { serialNumber, secret } = operatorMfaDevice({ accountId });
    return { accountId, ...operatorCredentials(index), mfaSerial: serialNumber, mfaSecret: secret };
  });
  const { region } = cloud.home;
  return JSON.stringify({ endpoint, region, ...PRACTICE_CREDENTIALS, accounts });
}

run(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
