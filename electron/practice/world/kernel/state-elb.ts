/** Elastic Load Balancing's part of the world's state. Plain data. */
export type TargetHealthStateName =
  | "initial"
  | "healthy"
  | "unhealthy"
  | "unhealthy.draining"
  | "draining"
  | "unused"
  | "unavailable";

export interface TargetState {
  readonly instanceId: string;
  readonly port: number;
  readonly zone: string | null;
  state: TargetHealthStateName;
  /** AWS's own reason code, e.g. `Elb.InitialHealthChecking`; null when healthy. */
  reason: string | null;
  description: string | null;
  readonly registeredAtMs: number;
  changedAtMs: number;
  healthyInARow: number;
  unhealthyInARow: number;
}

export interface TargetHealthCheck {
  readonly protocol: string;
  readonly path: string;
  readonly port: string;
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  readonly healthyThreshold: number;
  readonly unhealthyThreshold: number;
  readonly matcher: string;
}

export interface TargetGroupState {
  readonly arn: string;
  readonly name: string;
  readonly protocol: string;
  readonly port: number;
  readonly vpcId: string;
  readonly targetType: "instance";
  healthCheck: TargetHealthCheck;
  deregistrationDelaySeconds: number;
  /** Other attributes, e.g. `stickiness.enabled`. */
  attributes: Record<string, string>;
  loadBalancerArns: string[];
  tags: Record<string, string>;
  /** Keyed by instance id. */
  targets: Record<string, TargetState>;
}

export interface LoadBalancerState {
  readonly arn: string;
  readonly name: string;
  readonly dnsName: string;
  readonly scheme: string;
  readonly type: string;
  readonly createdAtMs: number;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly listeners: readonly {
    readonly arn: string;
    readonly port: number;
    readonly protocol: string;
    readonly targetGroupArns: readonly string[];
  }[];
}
