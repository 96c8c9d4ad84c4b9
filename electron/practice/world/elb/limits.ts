/** Quotas as a new account has them. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html */
export const MOST = {
  balancers: 50,
  targetGroups: 3000,
  targets: 1000,
  listeners: 50,
  rules: 100,
  groupsOfAction: 5,
  conditionValues: 5,
} as const;

/** By AWS's names, as DescribeAccountLimits lists them. */
export const ACCOUNT_LIMITS: readonly (readonly [name: string, max: number])[] = [
  ["application-load-balancers", MOST.balancers],
  ["target-groups", MOST.targetGroups],
  ["targets-per-application-load-balancer", 1000],
  ["listeners-per-application-load-balancer", MOST.listeners],
  ["rules-per-application-load-balancer", MOST.rules],
  ["network-load-balancers", MOST.balancers],
  ["targets-per-network-load-balancer", 3000],
  ["targets-per-availability-zone-per-network-load-balancer", 500],
  ["listeners-per-network-load-balancer", MOST.listeners],
  ["condition-values-per-alb-rule", MOST.conditionValues],
  ["condition-wildcards-per-alb-rule", 6],
  ["target-groups-per-application-load-balancer", 100],
  ["target-groups-per-action-on-application-load-balancer", MOST.groupsOfAction],
  ["target-groups-per-action-on-network-load-balancer", 1],
  ["certificates-per-application-load-balancer", 25],
  ["certificates-per-network-load-balancer", 25],
  ["targets-per-target-group", MOST.targets],
];
