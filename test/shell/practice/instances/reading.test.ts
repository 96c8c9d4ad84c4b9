/** Pages, filters and limits of describes. */
import {
  CreateTagsCommand,
  DeleteTagsCommand,
  DescribeInstancesCommand,
  DescribeInstanceStatusCommand,
  DescribeVolumesCommand,
  paginateDescribeInstances,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import { SUBNETS, ZONES } from "../small-region.ts";
import {
  ARM_IMAGE,
  codeOf,
  MINUTE_MS,
  refusalOf,
  run,
  serversRegion,
  shown,
} from "./servers-region.ts";
import type { ServersRegion } from "./servers-region.ts";

async function find(region: ServersRegion, filters: Record<string, string | string[]>) {
  const Filters = Object.entries(filters).map(([Name, Values]) => ({
    Name,
    Values: [Values].flat(),
  }));
  const { Reservations = [] } = await region.ec2.send(new DescribeInstancesCommand({ Filters }));
  return Reservations.flatMap(({ Instances = [] }) => Instances).map(
    ({ InstanceId }) => InstanceId ?? "",
  );
}

const named = (Name: string) => ({
  TagSpecifications: [{ ResourceType: "instance" as const, Tags: [{ Key: "Name", Value: Name }] }],
});

describe("filters", () => {
  it("match by any of their values and all of them together, with wildcards, in AWS's letters", async () => {
    const region = serversRegion();
    const [web = ""] = await run(region, named("web-1"));
    const [star = ""] = await run(region, { ...named("a*b"), SubnetId: SUBNETS[1] });
    region.advance(MINUTE_MS);
    expect(await find(region, { "tag:Name": ["web-?", "none"] })).toEqual([web]);
    expect(await find(region, { "tag:Name": "*" })).toEqual([web, star]);
    expect(await find(region, { "tag:Name": "a\\*b" })).toEqual([star]);
    expect(await find(region, { "tag:Name": "web\\*" })).toEqual([]);
    expect(await find(region, { "tag:Name": "WEB-1" })).toEqual([]);
    expect(await find(region, { "tag:name": "web-1" })).toEqual([]);
    expect(await find(region, { "tag:Name": "*", "availability-zone": ZONES[1] })).toEqual([star]);
    expect(await find(region, { "instance-id": [star, "i-0123456789abcdef0"] })).toEqual([star]);
    expect(await find(region, { "instance-id": star, "tag:Name": "web*" })).toEqual([]);
  });

  it.each<[string, string]>([
    ["instance-state-code", "16"],
    ["instance-type", "m6i.*"],
    ["root-device-type", "ebs"],
    ["block-device-mapping.status", "attached"],
    ["network-interface.status", "in-use"],
    ["metadata-options.state", "applied"],
    ["monitoring-state", "disabled"],
    ["availability-zone-id", "euw1-az1"],
    ["launch-index", "0"],
  ])("know %s", async (name, value) => {
    const region = serversRegion();
    const [id] = await run(region);
    region.advance(MINUTE_MS);
    expect(await find(region, { [name]: value })).toEqual([id]);
    expect(await find(region, { [name]: "other" })).toEqual([]);
  });

  it("are at most 200 values, of names that exist", async () => {
    const region = serversRegion();
    const values = (count: number) => Array.from({ length: count }, (_, at) => `t${at}`);
    expect(await codeOf(find(region, { "tag:Name": values(200) }))).toBeNull();
    expect((await refusalOf(find(region, { "tag:Name": values(201) })))?.message).toBe(
      "The maximum number of filter values specified on a single call is 200",
    );
    expect(await codeOf(find(region, { colour: "red" }))).toBe("InvalidParameterValue");
  });
});

describe("pages", () => {
  it("hold all servers once, however many there are", async () => {
    const region = serversRegion();
    const ids = await run(region, { MinCount: 200, MaxCount: 200 });
    const odd = await run(region, named("odd"));
    const pages: string[][] = [];
    const config = { client: region.ec2, pageSize: 50 };
    for await (const page of paginateDescribeInstances(config, {})) {
      const servers = (page.Reservations ?? []).flatMap(({ Instances = [] }) => Instances);
      pages.push(servers.map(({ InstanceId }) => InstanceId ?? ""));
    }
    expect(pages.map((page) => page.length)).toEqual([50, 50, 50, 50, 1]);
    expect(pages.flat()).toEqual([...ids, ...odd]);
  });

  it.each([
    ["ids and a size of page", { InstanceIds: ["i-0123456789abcdef0"], MaxResults: 10 }],
    ["a page below 5", { MaxResults: 4 }],
    ["a page above 1,000", { MaxResults: 1001 }],
    ["a token of no page", { NextToken: "x" }],
  ])("are refused: %s", async (_, input) => {
    const region = serversRegion();
    const code = await codeOf(region.ec2.send(new DescribeInstancesCommand(input)));
    expect(code).toMatch(
      /^(InvalidParameterCombination|InvalidParameterValue|InvalidPaginationToken)$/,
    );
    const { InstanceIds: VolumeIds, ...rest } = { InstanceIds: undefined, ...input };
    const volumes = new DescribeVolumesCommand({
      ...rest,
      ...(VolumeIds ? { VolumeIds: ["vol-0123456789abcdef0"] } : {}),
    });
    expect(await codeOf(region.ec2.send(volumes))).toBe(code);
  });
});

describe("DescribeInstanceStatus", () => {
  it("tells of running servers only, unless asked for all", async () => {
    const region = serversRegion();
    await run(region);
    region.advance(MINUTE_MS);
    await run(region);
    const statuses = async (IncludeAllInstances: boolean) => {
      const input = { IncludeAllInstances };
      const answer = await region.ec2.send(new DescribeInstanceStatusCommand(input));
      return (answer.InstanceStatuses ?? []).map(({ InstanceState }) => InstanceState?.Name);
    };
    expect(await statuses(false)).toEqual(["running"]);
    expect(await statuses(true)).toEqual(["running", "pending"]);
  });

  it("takes a hundred ids, and filters of its own", async () => {
    const region = serversRegion();
    const ids = await run(region, { MinCount: 101, MaxCount: 101 });
    const ask = (input: object) => region.ec2.send(new DescribeInstanceStatusCommand(input));
    expect(await codeOf(ask({ InstanceIds: ids.slice(1) }))).toBeNull();
    expect(await refusalOf(ask({ InstanceIds: ids }))).toMatchObject({
      name: "InvalidRequest",
      message: expect.stringContaining("101 exceeds the maximum number of instance IDs") as string,
    });
    region.advance(MINUTE_MS);
    const Filters = [{ Name: "instance-status.reachability", Values: ["initializing"] }];
    expect((await ask({ Filters })).InstanceStatuses).toHaveLength(101);
    const strange = [{ Name: "tag:Name", Values: ["x"] }];
    expect(await codeOf(ask({ Filters: strange }))).toBe("InvalidParameterValue");
  });
});

describe("a filter by tag", () => {
  it("finds servers that get the tag later, none that have lost it or are forgotten", async () => {
    const region = serversRegion();
    const [first = ""] = await run(region, named("web"));
    const [second = ""] = await run(region);
    const [third = ""] = await run(region, named("web"));
    const web = () => find(region, { "tag:Name": "web" });
    expect(await web()).toEqual([first, third]);
    const Tags = [{ Key: "Name", Value: "web" }];
    await region.ec2.send(new CreateTagsCommand({ Resources: [second], Tags }));
    expect(await web()).toEqual([first, second, third]);
    await region.ec2.send(new DeleteTagsCommand({ Resources: [first], Tags }));
    expect(await web()).toEqual([second, third]);
    await region.ec2.send(new TerminateInstancesCommand({ InstanceIds: [second] }));
    region.advance(62 * MINUTE_MS);
    expect(await web()).toEqual([third]);
  });

  it("gives pages in the order of all servers", async () => {
    const region = serversRegion();
    const ids = await run(region, { MinCount: 12, MaxCount: 12, ...named("web") });
    const Filters = [{ Name: "tag:Name", Values: ["web", "other"] }];
    const pages: number[] = [];
    const found: (string | undefined)[] = [];
    const config = { client: region.ec2, pageSize: 5 };
    for await (const page of paginateDescribeInstances(config, { Filters })) {
      const servers = (page.Reservations ?? []).flatMap(({ Instances = [] }) => Instances);
      pages.push(servers.length);
      found.push(...servers.map(({ InstanceId }) => InstanceId));
    }
    expect([pages, found]).toEqual([[5, 5, 2], ids]);
  });
});

describe("a server", () => {
  it.each<[string, object, object]>([
    ["two threads a core", {}, { CoreCount: 2, ThreadsPerCore: 2 }],
    [
      "one on Graviton",
      { ImageId: ARM_IMAGE, InstanceType: "m7g.xlarge" },
      { CoreCount: 4, ThreadsPerCore: 1 },
    ],
  ])("tells its cores, %s, and what of AWS's it doesn't use", async (_, wish, CpuOptions) => {
    const region = serversRegion();
    const [id = ""] = await run(region, { InstanceType: "m7i.xlarge", ...wish });
    expect(await shown(region, id)).toMatchObject({
      CpuOptions,
      PublicDnsName: "",
      ProductCodes: [],
      HibernationOptions: { Configured: false },
      EnclaveOptions: { Enabled: false },
    });
  });
});
