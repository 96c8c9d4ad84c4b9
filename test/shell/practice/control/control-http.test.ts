/** The stand-alone practice cloud's control over HTTP, as curl uses it, and a connection that really breaks. */
import { CreateLaunchTemplateCommand, EC2Client } from "@aws-sdk/client-ec2";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PRACTICE_CREDENTIALS } from "../../../../electron/practice/access-keys.ts";
import { withControl } from "../../../../electron/practice/control/control-http.ts";
import { PRACTICE_REGION } from "../../../../electron/practice/practice-world.ts";
import { PracticeRegion } from "../../../../electron/practice/region.ts";
import { servePracticeHttp } from "../../../../electron/practice/wire/loopback-server.ts";
import type { LoopbackServer } from "../../../../electron/practice/wire/loopback-server.ts";

const TOKEN = "a-token";
let region: PracticeRegion;
let server: LoopbackServer;

beforeEach(async () => {
  const scenario = { seed: 5, scenario: "shop" as const, startMs: Date.UTC(2026, 10, 21) };
  region = new PracticeRegion({ scenario, speed: 1, stateFile: null });
  const { endpoint } = region;
  server = await servePracticeHttp(withControl({ endpoint, region, token: TOKEN }), { port: 0 });
});

afterEach(async () => {
  await server.close();
  region.stop();
});

interface Sent {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

async function control(path: string, { method = "GET", body, headers = {} }: Sent = {}) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(`${server.url}/_practice${path}`, {
    method,
    headers: { authorization: `Bearer ${TOKEN}`, ...headers },
    ...(body === undefined ? {} : { body: text }),
  });
  return { status: response.status, value: (await response.json()) as never };
}

describe("who may control", () => {
  it.each([
    ["no token", { authorization: "" }, 401],
    ["a wrong token", { authorization: "Bearer a-tokem" }, 401],
    ["a page of the web", { origin: "http://127.0.0.1:1" }, 403],
    ["a page of another site", { "sec-fetch-site": "cross-site" }, 403],
  ])("not %s", async (_, headers, status) => {
    expect((await control("/clock", { headers })).status).toBe(status);
    expect((await control("/faults", { method: "DELETE", headers })).status).toBe(status);
  });

  it("one with the token", async () => {
    expect((await control("/clock")).status).toBe(200);
  });
});

describe("time", () => {
  it("passes at once as far as it is told", async () => {
    const before = region.clock().nowMs;
    const { value } = await control("/clock", { method: "PUT", body: { advance: "1h" } });
    expect((value as { nowMs: number }).nowMs).toBeGreaterThanOrEqual(before + 3_600_000);
    expect(region.cloud.home.nowMs).toBeGreaterThanOrEqual(before + 3_600_000);
  });

  it("passes faster", async () => {
    await control("/clock", { method: "PUT", body: { speed: 600 } });
    expect(region.clock().speed).toBe(600);
  });

  it("knows its limits", async () => {
    const { status, value } = await control("/clock", { method: "PUT", body: { speed: 601 } });
    expect(status).toBe(400);
    expect((value as { error: string }).error).toContain("speed");
  });
});

describe("faults", () => {
  it("are set, listed and taken away", async () => {
    const order = { ready: "zone-full", target: "eu-west-1b", for: "30m" };
    const set = (await control("/faults", { method: "POST", body: order })).value as { id: string };
    const listed = async () =>
      ((await control("/faults")).value as { faults: { id: string }[] }).faults.map(({ id }) => id);
    expect(await listed()).toEqual([set.id]);
    await control(`/faults/${set.id}`, { method: "DELETE" });
    expect(await listed()).toEqual([]);
  });

  it("are replaced as a whole, or not at all", async () => {
    const rules = [{ at: "call", effect: { kind: "throttle" } }];
    await control("/faults", { method: "PUT", body: [{ ready: "throttled" }, { rules }] });
    const wrong = [{ ready: "throttled" }, { rules: [{ at: "cal" }] }];
    const refused = await control("/faults", { method: "PUT", body: wrong });
    expect(refused.status).toBe(400);
    expect(((await control("/faults")).value as { faults: unknown[] }).faults).toHaveLength(2);
  });

  it("are unknown without a target that they need", async () => {
    const { status } = await control("/faults", { method: "POST", body: { ready: "zone-full" } });
    expect(status).toBe(400);
  });

  it("break the client's connection where a reply is lost", async () => {
    const rules = [
      { at: "call", operation: "CreateLaunchTemplate", effect: { kind: "reply-lost" } },
    ];
    await control("/faults", { method: "POST", body: { rules } });
    const ec2 = new EC2Client({
      region: PRACTICE_REGION,
      endpoint: server.url,
      credentials: PRACTICE_CREDENTIALS,
      maxAttempts: 1,
    });
    const call = ec2.send(
      new CreateLaunchTemplateCommand({
        LaunchTemplateName: "made",
        LaunchTemplateData: { InstanceType: "m6i.large" },
      }),
    );
    await expect(call).rejects.toMatchObject({ code: "ECONNRESET" });
    const names = [...region.cloud.home.state.templates.values()].map(({ name }) => name);
    expect(names).toContain("made");
    ec2.destroy();
  });
});

describe("others", () => {
  it("act at once, and what they did is told", async () => {
    const act = {
      who: "Terraform",
      service: "autoscaling",
      operation: "SuspendProcesses",
      input: { AutoScalingGroupName: "payments-v203", ScalingProcesses: ["Launch"] },
    };
    await control("/acts", { method: "POST", body: act });
    expect(region.cloud.home.state.groups.get("payments-v203")?.suspended).toHaveLength(1);
    expect((await control("/deeds")).value).toMatchObject([
      { who: "Terraform", words: "suspended Launch of payments-v203", refusal: null },
    ]);
  });

  it("act at their time", async () => {
    const act = {
      after: "1h",
      service: "autoscaling",
      operation: "DeleteAutoScalingGroup",
      input: { AutoScalingGroupName: "mail-worker-v033", ForceDelete: true },
    };
    await control("/acts", { method: "POST", body: act });
    expect(region.cloud.home.state.groups.has("mail-worker-v033")).toBe(true);
    await control("/clock", { method: "PUT", body: { advance: "2h" } });
    expect(region.cloud.home.state.groups.has("mail-worker-v033")).toBe(false);
  });

  it("interfere as the region's chance says, and tell of it when they are asked", async () => {
    const body = { fleet: "payments", hidden: true };
    await control("/interfere", { method: "POST", body });
    expect((await control("/deeds")).value).toEqual([]);
    const revealed = (await control("/reveal", { method: "POST" })).value as unknown[];
    expect(revealed).toHaveLength(1);
    expect((await control("/deeds")).value).toEqual(revealed);
  });
});

describe("the world", () => {
  it("is another after a scenario was sent, in YAML", async () => {
    const yaml = "scenario: empty\nspeed: 60\nfaults:\n  - ready: throttled\n";
    expect((await control("/scenario", { method: "PUT", body: yaml })).status).toBe(200);
    expect(region.cloud.home.state.groups.size).toBe(0);
    expect(region.clock().speed).toBe(60);
  });

  it("stays as it is if the scenario is wrong", async () => {
    const { status, value } = await control("/scenario", { method: "PUT", body: "sed: 3" });
    expect(status).toBe(400);
    expect((value as { error: string }).error).toContain("sed");
    expect(region.cloud.home.state.groups.size).toBeGreaterThan(0);
  });

  it("begins anew with another seed", async () => {
    await control("/acts", {
      method: "POST",
      body: {
        service: "autoscaling",
        operation: "DeleteAutoScalingGroup",
        input: { AutoScalingGroupName: "payments-v203", ForceDelete: true },
      },
    });
    await control("/reset", { method: "POST", body: { seed: 9 } });
    expect(region.cloud.home.options.seed).toBe(9);
    expect(region.cloud.home.state.groups.has("payments-v203")).toBe(true);
  });

  it("tells its history", async () => {
    const { value } = await control("/history");
    const { digest, events } = value as { digest: string; events: { atMs: number }[] };
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    const times = events.map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
});

it("knows no other addresses and methods", async () => {
  expect((await control("/nothing")).status).toBe(404);
  expect((await control("/history", { method: "DELETE" })).status).toBe(405);
});
