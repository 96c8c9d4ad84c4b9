/** A group's sizes and settings as name and value, for the fleet's screen and for comparison. */
import type { GroupFact, GroupSettings } from "../model/facts.ts";
import { durationWords } from "../words/durations.ts";

export interface SettingInWords {
  readonly name: string;
  readonly value: string;
}

export function settingsInWords(group: GroupFact): SettingInWords[] {
  const sizes = [
    { name: "minimum size", value: String(group.minSize) },
    { name: "maximum size", value: String(group.maxSize) },
    { name: "desired capacity", value: String(group.desiredCapacity) },
  ];
  const held = group.suspended.map((one) => one.process);
  return [
    ...sizes,
    ...placement(group.settings),
    ...health(group.settings),
    ...life(group.settings),
    { name: "suspended processes", value: listed(held) },
  ];
}

function placement(settings: GroupSettings): SettingInWords[] {
  return [
    { name: "zones", value: listed(settings.zones) },
    { name: "subnets", value: listed(settings.subnetIds) },
    { name: "target groups", value: listed(settings.targetGroupArns.map(targetName)) },
    { name: "classic load balancers", value: listed(settings.classicLoadBalancers) },
    { name: "placement group", value: settings.placementGroup ?? "none" },
    { name: "zone distribution", value: settings.zoneDistribution ?? "AWS's default" },
  ];
}

function health(settings: GroupSettings): SettingInWords[] {
  const { minHealthyPercentage: least, maxHealthyPercentage: most } = settings;
  const maintenance = least === null ? "none" : `${String(least)} % to ${String(most ?? 100)} %`;
  return [
    { name: "health check", value: settings.healthCheckType },
    { name: "health check grace", value: seconds(settings.healthCheckGraceSeconds) },
    { name: "default warm-up", value: seconds(settings.defaultInstanceWarmupSeconds) },
    { name: "cooldown", value: seconds(settings.defaultCooldownSeconds) },
    { name: "maintenance policy", value: maintenance },
  ];
}

function life(settings: GroupSettings): SettingInWords[] {
  return [
    { name: "termination policies", value: listed(settings.terminationPolicies) },
    {
      name: "new servers protected",
      value: settings.newInstancesProtectedFromScaleIn ? "yes" : "no",
    },
    { name: "longest server life", value: seconds(settings.maxInstanceLifetimeSeconds) },
    { name: "capacity rebalance", value: settings.capacityRebalance ? "yes" : "no" },
    { name: "metrics", value: listed(settings.enabledMetrics) },
    { name: "service role", value: settings.serviceLinkedRoleArn ?? "AWS's default" },
    { name: "deletion protection", value: settings.deletionProtection ?? "none" },
    { name: "mixed instances", value: settings.mixedInstances === null ? "no" : "yes" },
    { name: "launch configuration", value: settings.launchConfiguration ?? "none" },
  ];
}

const listed = (items: readonly string[]) => (items.length === 0 ? "none" : items.join(", "));
const seconds = (value: number | null) => (value === null ? "none" : durationWords(value * 1000));

/** `checkout` of `arn:…:targetgroup/checkout/0123`. */
export function targetName(arn: string): string {
  return arn.split("/").at(-2) ?? arn;
}
