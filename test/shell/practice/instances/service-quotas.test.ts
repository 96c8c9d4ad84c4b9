/** Service Quotas tells the limit of vCPUs that launches are held to. */
import { GetServiceQuotaCommand, ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { describe, expect, it } from "vitest";
import { PRACTICE_CREDENTIALS } from "../../../../electron/practice/access-keys.ts";
import { PRACTICE_REGION } from "../../../../electron/practice/practice-world.ts";
import { setVcpuLimit } from "../../../../electron/practice/world/ec2/capacity/quotas.ts";
import { codeOf, serversRegion } from "./servers-region.ts";

const STANDARD = "L-1216C47A";

function quotasRegion() {
  const region = serversRegion();
  const client = new ServiceQuotasClient({
    region: PRACTICE_REGION,
    endpoint: "http://practice.invalid",
    credentials: PRACTICE_CREDENTIALS,
    requestHandler: region.requestHandler(),
    maxAttempts: 1,
  });
  const ask = (ServiceCode: string, QuotaCode: string) =>
    client.send(new GetServiceQuotaCommand({ ServiceCode, QuotaCode }));
  return { world: region.world, ask };
}

describe("GetServiceQuota", () => {
  it("tells the vCPUs of the standard families that the account may run", async () => {
    const { world, ask } = quotasRegion();
    setVcpuLimit(world, 48);
    const { Quota } = await ask("ec2", STANDARD);
    expect(Quota).toMatchObject({ Value: 48, QuotaCode: STANDARD, Adjustable: true });
  });

  it("is beyond anything where no limit was set", async () => {
    const { ask } = quotasRegion();
    expect((await ask("ec2", STANDARD)).Quota?.Value).toBeGreaterThan(10_000);
  });

  it.each([
    ["ec2", "L-00000000"],
    ["s3", STANDARD],
  ])("of %s knows no quota %s", async (service, quota) => {
    expect(await codeOf(quotasRegion().ask(service, quota))).toBe("NoSuchResourceException");
  });
});
