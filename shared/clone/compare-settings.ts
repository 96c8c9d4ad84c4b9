/** The two groups as AWS describes them, every field: what has to be the same is, and what isn't has its reason. */
import type { AwsFields } from "../model/calls/aws-fields.ts";
import { TAG } from "../model/tags.ts";
import { textsOf } from "./clone-alarms.ts";
import type { CloneExpectation, Held } from "./clone-expectation.ts";
import { differencesOf, inWords } from "./differences.ts";
import { fieldsOf, withTemplateVersion } from "./mixed-instances.ts";

type Rule = (from: unknown, to: unknown, expected: CloneExpectation) => readonly Held[];

export function compareSettings(
  from: AwsFields,
  to: AwsFields,
  expected: CloneExpectation,
): readonly Held[] {
  const desired = Number(to["DesiredCapacity"] ?? 0);
  const { sizes } = expected;
  // Who settles a group never ends a server for its maximum.
  const limits = sizes && { ...sizes, maxSize: Math.max(sizes.maxSize, desired) };
  const fields = [...new Set([...Object.keys(from), ...Object.keys(to)])].toSorted();
  return fields.flatMap((field) => {
    const rule = RULES[field] ?? ((one, other) => same(field, one, other));
    return rule(from[field], to[field], { ...expected, sizes: limits });
  });
}

/** No reason is known for a difference of it. */
const same = (field: string, from: unknown, to: unknown): readonly Held[] =>
  differencesOf(field, from, to).map((difference) => ({ ...difference, why: null }));

function explained(field: string, why: string, from: unknown, to: unknown): readonly Held[] {
  if (differencesOf(field, from, to).length === 0) return [];
  return [{ field, from: inWords(from), to: inWords(to), why }];
}

const differs =
  (field: string, why: string): Rule =>
  (from, to) =>
    explained(field, why, from, to);

const ofItsOwn = (field: string): Rule => differs(field, "each group has its own");

const RULES: Readonly<Record<string, Rule>> = {
  AutoScalingGroupName: ofItsOwn("AutoScalingGroupName"),
  AutoScalingGroupARN: ofItsOwn("AutoScalingGroupARN"),
  CreatedTime: ofItsOwn("CreatedTime"),
  Instances: () => [],
  PredictedCapacity: () => [],
  WarmPoolSize: () => [],
  // Held against each other with what else hangs on the groups.
  WarmPoolConfiguration: () => [],
  DesiredCapacity: differs(
    "DesiredCapacity",
    "each group has the size that it is given or scaled to",
  ),
  MinSize: limit("MinSize", "minSize"),
  MaxSize: limit("MaxSize", "maxSize"),
  Tags: compareTags,
  SuspendedProcesses: compareSuspended,
  VPCZoneIdentifier: (from, to) => same("VPCZoneIdentifier", namesOf(from), namesOf(to)),
  LaunchTemplate: (from, to, { template }) =>
    launched("LaunchTemplate", from, to, launchOf(template)),
  MixedInstancesPolicy: (from, to, { template }) =>
    from === undefined
      ? same("MixedInstancesPolicy", from, to)
      : launched("MixedInstancesPolicy", from, to, withTemplateVersion(fieldsOf(from), template)),
  TargetGroupARNs: (from, to, expected) => compareTraffic("TargetGroupARNs", from, to, expected),
  TrafficSources: compareSources,
};

const namesOf = (list: unknown) => (typeof list === "string" ? list.split(",") : []);

function limit(field: string, name: "minSize" | "maxSize"): Rule {
  return (from, to, { sizes }) => {
    if (sizes === null) return explained(field, "its permanent limits are still to come", from, to);
    return sizes[name] === to
      ? explained(field, "the plan's; the old group's was changed since", from, to)
      : same(field, from, to);
  };
}

const launchOf = ({ id, version }: CloneExpectation["template"]) => ({
  LaunchTemplateId: id,
  Version: String(version),
});

/** `wanted` names the template by its id; AWS shows its name as well. */
function launched(field: string, from: unknown, to: unknown, wanted: AwsFields): readonly Held[] {
  if (from === undefined && to === undefined) return [];
  const found = differencesOf(field, withoutNames(wanted), withoutNames(to));
  if (found.length > 0) return found.map((difference) => ({ ...difference, why: null }));
  return explained(field, "it launches from the new version", from, to);
}

function withoutNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNames);
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).filter(
    ([key]) => !(key === "LaunchTemplateName" && "LaunchTemplateId" in value),
  );
  return Object.fromEntries(fields.map(([key, held]) => [key, withoutNames(held)]));
}

/** Bennu's tags tell of one group, AWS's are AWS's. */
const ownTags: ReadonlySet<string> = new Set(Object.values(TAG).filter((key) => key !== TAG.fleet));

function compareTags(from: unknown, to: unknown): readonly Held[] {
  const [before, after] = [tagsByKey(from), tagsByKey(to)];
  const keys = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  return keys.flatMap((key) => {
    const found = same(`Tags.${key}`, before.get(key), after.get(key));
    const why = ownTags.has(key)
      ? "Bennu's own tag, of one group"
      : key.startsWith("aws:")
        ? "a tag that only AWS may set"
        : null;
    return found.map((difference) => ({ ...difference, why }));
  });
}

const tagsByKey = (tags: unknown) =>
  new Map(
    (Array.isArray(tags) ? tags.map(fieldsOf) : []).map((tag) => {
      const { ResourceId: _, ResourceType: __, Key, ...rest } = tag;
      return [String(Key), rest] as const;
    }),
  );

function compareSuspended(from: unknown, to: unknown): readonly Held[] {
  const names = (held: unknown) =>
    (Array.isArray(held) ? held.map(fieldsOf) : [])
      .map(({ ProcessName }) => String(ProcessName))
      .toSorted();
  const [before, after] = [names(from), names(to)];
  const found = { field: "SuspendedProcesses", from: inWords(before), to: inWords(after) };
  if (found.from === found.to) return [];
  const isOnlyOld = after.every((process) => before.includes(process));
  return [
    { ...found, why: isOnlyOld ? "held on the old group by someone; the new one runs all" : null },
  ];
}

/** The plan says which traffic the new group has; what it hasn't yet may be still to come. */
function compareTraffic(
  field: string,
  from: unknown,
  to: unknown,
  { targetGroupArns, trafficToCome }: CloneExpectation,
): readonly Held[] {
  const [before, after] = [textsOf(from).toSorted(), textsOf(to).toSorted()];
  const found = { field, from: inWords(before), to: inWords(after) };
  const isPlanned =
    after.every((arn) => targetGroupArns.some((planned) => planned === arn)) &&
    (trafficToCome || targetGroupArns.every((arn) => after.includes(arn)));
  if (!isPlanned) return [{ ...found, why: null }];
  if (found.from === found.to) return [];
  return [
    {
      ...found,
      why: trafficToCome ? "its traffic is still to come" : "the traffic that the plan gives it",
    },
  ];
}

/** Target groups stand here once more; the rest has to be the same. */
function compareSources(from: unknown, to: unknown, expected: CloneExpectation): readonly Held[] {
  const [before, after] = [sourcesOf(from), sourcesOf(to)];
  const others = same("TrafficSources", before.others, after.others);
  return [
    ...others,
    ...compareTraffic("TrafficSources", before.targetGroups, after.targetGroups, expected),
  ];
}

function sourcesOf(sources: unknown) {
  const all = Array.isArray(sources) ? sources.map(fieldsOf) : [];
  const isTargetGroup = ({ Type, Identifier }: AwsFields) =>
    Type === "elbv2" || (Type === undefined && String(Identifier).includes(":targetgroup/"));
  return {
    targetGroups: all.filter(isTargetGroup).map(({ Identifier }) => String(Identifier)),
    others: all.filter((source) => !isTargetGroup(source)),
  };
}
