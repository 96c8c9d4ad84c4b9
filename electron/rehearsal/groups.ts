/** Auto Scaling groups of a rehearsal; what hangs on them and can't be copied is named. */
import type {
  RehearsedGroup,
  RehearsedMember,
  RehearsedServer,
} from "../practice/world/seed/rehearsal/rehearsal-seed.ts";
import type { Facts, GroupExtras, GroupFact, MemberFact } from "../../shared/model/facts.ts";
import type { Findings } from "./findings.ts";
import { LEFT_OUT, looksSecret } from "./secrets.ts";
import { SECRET_TAGS } from "./tags.ts";

export function rehearsedGroups(
  facts: Facts,
  extras: ReadonlyMap<string, GroupExtras>,
  servers: readonly RehearsedServer[],
  findings: Findings,
): readonly RehearsedGroup[] {
  const known = new Set(servers.map(({ id }) => id));
  const living = [...facts.groups.values()].filter(({ status }) => status === null);
  return living.map((group) => {
    const found = extras.get(group.name);
    if (found) nameExtras(group.name, found, findings);
    else
      findings.leaveOf(
        "Policies, schedules, hooks and warm pools, if there are any, of",
        group.name,
      );
    return rehearsed(group, known, findings);
  });
}

function nameExtras(name: string, extras: GroupExtras, findings: Findings): void {
  const kinds = [
    ["Scaling policies", extras.scalingPolicies],
    ["Scheduled actions", extras.scheduledActions],
    ["Lifecycle hooks", extras.lifecycleHooks],
    ["Notifications", extras.notifications],
  ] as const;
  for (const [what, names] of kinds)
    for (const each of names) findings.leaveOf(what, `${each.name} of ${name}`);
  if (extras.warmPool !== null) findings.leaveOf("Warm pools", name);
  if (extras.activeRefresh !== null) findings.leaveOf("Instance refreshes under way", name);
}

function rehearsed(
  group: GroupFact,
  known: ReadonlySet<string>,
  findings: Findings,
): RehearsedGroup {
  const { settings, members, template, tags, status: _, readAtMs: __, ...facts } = group;
  const {
    minHealthyPercentage: min,
    maxHealthyPercentage: max,
    ...kept
  } = withoutSources(settings);
  if (settings.mixedInstances !== null)
    findings.leaveOf("Mixed instances policies (the template alone is kept)", group.name);
  if (settings.launchConfiguration !== null)
    findings.leaveOf("Launch configurations (such a group can't launch here)", group.name);
  if (settings.classicLoadBalancers.length > 0)
    findings.leaveOf("Classic load balancers", group.name);
  return {
    ...facts,
    ...kept,
    template: template && { ...template, name: template.name ?? "" },
    maintenancePolicy:
      min === null || max === null
        ? null
        : { minHealthyPercentage: min, maxHealthyPercentage: max },
    tags: tags.map((tag) => {
      if (!looksSecret(tag.key, tag.value)) return tag;
      findings.leaveOf(SECRET_TAGS, `${tag.key} of ${group.name}`);
      return { ...tag, value: LEFT_OUT };
    }),
    members: members.flatMap((member) => membersOf(member, known, findings)),
  };
}

function withoutSources(settings: GroupFact["settings"]) {
  const {
    mixedInstances: _,
    launchConfiguration: __,
    classicLoadBalancers: ___,
    otherTraffic: ____,
    further: _____,
    ...kept
  } = settings;
  return kept;
}

/** Those on their way in have arrived, those on their way out have gone. */
function membersOf(
  member: MemberFact,
  known: ReadonlySet<string>,
  findings: Findings,
): readonly RehearsedMember[] {
  const { lifecycleState: state, template, healthStatus, instanceType, ...facts } = member;
  const stays = /^(InService|Pending|Standby|EnteringStandby)/.test(state);
  if (!known.has(member.serverId) || !stays) {
    findings.leaveOf(
      "Members that are on their way out, or whose server was not read",
      member.serverId,
    );
    return [];
  }
  return [
    {
      ...facts,
      instanceType: instanceType ?? "",
      lifecycleState: state.includes("Standby") ? "Standby" : "InService",
      healthy: healthStatus.toLowerCase() === "healthy",
      template: template && { ...template, name: template.name ?? "" },
    },
  ];
}
