/** Security groups, their rules, and the interfaces of servers. */
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  DeleteSecurityGroupCommand,
  DescribeAvailabilityZonesCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  RevokeSecurityGroupIngressCommand,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import type { IpPermission } from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import { SUBNETS, ZONES } from "../small-region.ts";
import { codeOf, MINUTE_MS, run, runningServer, serversRegion, shown } from "./servers-region.ts";
import type { ServersRegion } from "./servers-region.ts";

async function createGroup(region: ServersRegion, GroupName = "web"): Promise<string> {
  const { GroupId = "" } = await region.ec2.send(
    new CreateSecurityGroupCommand({ GroupName, Description: "web servers" }),
  );
  return GroupId;
}

const deleteGroup = (region: ServersRegion, GroupId: string) =>
  region.ec2.send(new DeleteSecurityGroupCommand({ GroupId }));

async function group(region: ServersRegion, GroupId: string) {
  const { SecurityGroups = [] } = await region.ec2.send(
    new DescribeSecurityGroupsCommand({ GroupIds: [GroupId] }),
  );
  return SecurityGroups[0];
}

const HTTPS: IpPermission = {
  IpProtocol: "tcp",
  FromPort: 443,
  ToPort: 443,
  IpRanges: [{ CidrIp: "10.0.0.0/8", Description: "inside" }, { CidrIp: "192.168.0.0/16" }],
};

const allow = (region: ServersRegion, GroupId: string, permission: IpPermission) =>
  region.ec2.send(
    new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [permission] }),
  );

describe("a security group", () => {
  it("lets all out and nothing in until it is told", async () => {
    const region = serversRegion();
    const id = await createGroup(region);
    expect(await group(region, id)).toMatchObject({
      GroupName: "web",
      IpPermissions: [],
      IpPermissionsEgress: [{ IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0" }] }],
    });
    const { SecurityGroupRules = [] } = await allow(region, id, HTTPS);
    expect(SecurityGroupRules.map(({ CidrIpv4 }) => CidrIpv4)).toEqual([
      "10.0.0.0/8",
      "192.168.0.0/16",
    ]);
    expect((await group(region, id))?.IpPermissions).toMatchObject([HTTPS]);
    expect(await codeOf(allow(region, id, HTTPS))).toBe("InvalidPermission.Duplicate");
  });

  it("takes rules back by what they say or by their ids", async () => {
    const region = serversRegion();
    const GroupId = await createGroup(region);
    const { SecurityGroupRules: [, second] = [] } = await allow(region, GroupId, HTTPS);
    const one = { ...HTTPS, IpRanges: [{ CidrIp: "10.0.0.0/8" }] };
    const revoke = new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions: [one] });
    await region.ec2.send(revoke);
    expect(await codeOf(region.ec2.send(revoke))).toBe("InvalidPermission.NotFound");
    const SecurityGroupRuleIds = [second?.SecurityGroupRuleId ?? ""];
    await region.ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, SecurityGroupRuleIds }));
    const { SecurityGroupRules } = await region.ec2.send(
      new DescribeSecurityGroupRulesCommand({
        Filters: [{ Name: "group-id", Values: [GroupId] }],
      }),
    );
    expect(SecurityGroupRules?.map(({ IsEgress }) => IsEgress)).toEqual([true]);
  });

  it("is refused a name that is taken, reserved or starts like an id", async () => {
    const region = serversRegion();
    await createGroup(region);
    expect(await codeOf(createGroup(region))).toBe("InvalidGroup.Duplicate");
    expect(await codeOf(createGroup(region, "default"))).toBe("InvalidParameterValue");
    expect(await codeOf(createGroup(region, "sg-1"))).toBe("InvalidParameterValue");
  });

  it("can't be deleted while a server or another group's rule depends on it", async () => {
    const region = serversRegion();
    const [used, named, other] = [
      await createGroup(region, "used"),
      await createGroup(region, "named"),
      await createGroup(region, "other"),
    ];
    const server = await runningServer(region, { SecurityGroupIds: [used] });
    await allow(region, other, { IpProtocol: "-1", UserIdGroupPairs: [{ GroupId: named }] });
    expect(await codeOf(deleteGroup(region, used))).toBe("DependencyViolation");
    expect(await codeOf(deleteGroup(region, named))).toBe("DependencyViolation");
    expect(await codeOf(deleteGroup(region, "sg-00000000000000001"))).toBe("CannotDelete");
    await region.ec2.send(new TerminateInstancesCommand({ InstanceIds: [server] }));
    region.advance(MINUTE_MS);
    await deleteGroup(region, used);
    await deleteGroup(region, other);
    await deleteGroup(region, named);
    expect(await codeOf(deleteGroup(region, named))).toBe("InvalidGroup.NotFound");
    expect(await codeOf(run(region, { SecurityGroupIds: [named] }))).toBe("InvalidGroup.NotFound");
  });
});

describe("network interfaces", () => {
  it("are each server's own, the same in both views, until it has ended", async () => {
    const region = serversRegion();
    const id = await runningServer(region);
    await runningServer(region, { SubnetId: SUBNETS[1] });
    const Filters = [{ Name: "attachment.instance-id", Values: [id] }];
    const find = () => region.ec2.send(new DescribeNetworkInterfacesCommand({ Filters }));
    const [found] = (await find()).NetworkInterfaces ?? [];
    const [own] = (await shown(region, id))?.NetworkInterfaces ?? [];
    expect(found).toMatchObject({
      NetworkInterfaceId: own?.NetworkInterfaceId,
      MacAddress: own?.MacAddress,
      PrivateIpAddress: own?.PrivateIpAddress,
      AvailabilityZone: ZONES[0],
      Status: "in-use",
      Attachment: { InstanceId: id, AttachmentId: own?.Attachment?.AttachmentId },
    });
    const NetworkInterfaceIds = [own?.NetworkInterfaceId ?? ""];
    const byId = new DescribeNetworkInterfacesCommand({ NetworkInterfaceIds });
    expect((await region.ec2.send(byId)).NetworkInterfaces).toHaveLength(1);
    await region.ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
    region.advance(MINUTE_MS);
    expect((await find()).NetworkInterfaces).toEqual([]);
    expect(await codeOf(region.ec2.send(byId))).toBe("InvalidNetworkInterfaceID.NotFound");
  });
});

it("a subnet counts its free addresses", async () => {
  const region = serversRegion();
  const free = async () => {
    const { Subnets = [] } = await region.ec2.send(
      new DescribeSubnetsCommand({ SubnetIds: [SUBNETS[0]] }),
    );
    return Subnets[0]?.AvailableIpAddressCount ?? 0;
  };
  const before = await free();
  const [id = ""] = await run(region);
  expect(await free()).toBe(before - 1);
  await region.ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
  region.advance(MINUTE_MS);
  expect(await free()).toBe(before);
  expect(await codeOf(run(region, { MinCount: 300, MaxCount: 300 }))).toBe(
    "InsufficientFreeAddressesInSubnet",
  );
});

it("a zone that is named must exist", async () => {
  const region = serversRegion();
  const zones = (...ZoneNames: string[]) =>
    region.ec2.send(new DescribeAvailabilityZonesCommand({ ZoneNames }));
  expect((await zones(ZONES[1])).AvailabilityZones?.map(({ ZoneId }) => ZoneId)).toEqual([
    "euw1-az2",
  ]);
  expect(await codeOf(zones("eu-west-1x"))).toBe("InvalidParameterValue");
});
