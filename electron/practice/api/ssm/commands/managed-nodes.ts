/** Servers whose agent has registered with Systems Manager. */
import type {
  DescribeInstanceInformationRequest,
  DescribeInstanceInformationResult,
  InstanceInformation,
} from "@aws-sdk/client-ssm";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import { contentsOf } from "../../../world/ec2/volumes/contents.ts";
import type { InstanceState } from "../../../world/kernel/state/ec2/instances.ts";
import type { World } from "../../../world/kernel/world.ts";
import { agentOf } from "../../../world/ssm/agents.ts";
import type { AgentFacts } from "../../../world/ssm/agents.ts";
import { ssmPage } from "../reading.ts";
import type { SsmCall } from "../reading.ts";

interface Node {
  readonly instance: InstanceState;
  readonly agent: AgentFacts;
}

export function describeInstanceInformation(
  input: DescribeInstanceInformationRequest,
  { world }: SsmCall,
): DescribeInstanceInformationResult {
  const filters = filtersOf(input);
  const nodes = [...world.state.instances.values()].flatMap((instance): Node[] => {
    const agent = agentOf(world, instance);
    return agent ? [{ instance, agent }] : [];
  });
  const matching = nodes.filter((node) => filters.every((filter) => matches(node, filter)));
  const page = ssmPage(matching, ({ instance }) => instance.id, {
    token: input.NextToken,
    size: input.MaxResults,
    maxSize: 50,
    defaultSize: 10,
  });
  const rows = page.items.map((node) => toInformation(world, node));
  return { InstanceInformationList: rows, NextToken: page.nextToken };
}

interface Filter {
  readonly key: string;
  readonly values: readonly string[];
}

/** AWS has two lists of filters; one call takes one of them. */
function filtersOf(input: DescribeInstanceInformationRequest): readonly Filter[] {
  const older = (input.InstanceInformationFilterList ?? []).map(({ key = "", valueSet = [] }) => ({
    key: String(key),
    values: valueSet,
  }));
  const newer = (input.Filters ?? []).map(({ Key = "", Values = [] }) => ({
    key: Key,
    values: Values,
  }));
  if (older.length === 0 || newer.length === 0) return [...older, ...newer];
  throw new PracticeError(
    "ValidationException",
    "Filters and InstanceInformationFilterList can't be used together.",
  );
}

function matches({ instance, agent }: Node, { key, values }: Filter): boolean {
  if (key.startsWith("tag:")) return values.includes(instance.tags[key.slice(4)] ?? "");
  if (key === "tag-key") return values.some((name) => instance.tags[name] !== undefined);
  const facts: Readonly<Record<string, string>> = {
    InstanceIds: instance.id,
    PingStatus: agent.ping,
    AgentVersion: agent.version,
    PlatformTypes: "Linux",
    ResourceType: "EC2Instance",
    SourceIds: instance.id,
    SourceTypes: "AWS::EC2::Instance",
  };
  const fact = facts[key];
  if (fact !== undefined) return values.includes(fact);
  throw new PracticeError("InvalidFilterKey", "The specified key isn't valid.");
}

function toInformation(world: World, { instance, agent }: Node): InstanceInformation {
  const release = contentsOf(world, instance.contentsId).facts?.["release"];
  return {
    InstanceId: instance.id,
    PingStatus: agent.ping,
    LastPingDateTime: new Date(agent.lastPingAtMs),
    AgentVersion: agent.version,
    IsLatestVersion: agent.version === "3.3.3050.0",
    PlatformType: "Linux",
    PlatformName: "Amazon Linux",
    PlatformVersion: typeof release === "string" ? (release.split(".")[0] ?? "2023") : "2023",
    ResourceType: "EC2Instance",
    IPAddress: instance.privateIp,
    ComputerName: `ip-${instance.privateIp.replaceAll(".", "-")}.${world.region}.compute.internal`,
    SourceId: instance.id,
    SourceType: "AWS::EC2::Instance",
  };
}
