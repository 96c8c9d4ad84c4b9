/** Elastic Load Balancing's part of the world's state. Plain data. */
import type { Json } from "../json.ts";

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
  /** Keyed by instance id; with a port of its own, by `id:port`. */
  targets: Record<string, TargetState>;
  /** HTTP1 unless said otherwise. */
  readonly protocolVersion?: string;
}

/**
 * An action of a listener or a rule in AWS's own names, kept as it was sent. A forward action always has its
 * `ForwardConfig`.
 */
export interface ActionState {
  readonly Type: string;
  readonly Order?: number;
  readonly ForwardConfig?: ForwardState;
  readonly [other: string]: Json | ForwardState | undefined;
}

export interface ForwardState {
  readonly TargetGroups: readonly {
    readonly TargetGroupArn: string;
    readonly Weight: number;
  }[];
  readonly TargetGroupStickinessConfig: {
    readonly Enabled: boolean;
    readonly DurationSeconds?: number;
  };
}

export interface ConditionState {
  readonly Field: string;
  readonly Values?: readonly string[];
  readonly [other: string]: Json | undefined;
}

export interface ListenerRuleState {
  readonly arn: string;
  priority: number;
  conditions: readonly ConditionState[];
  actions: readonly ActionState[];
  tags: Record<string, string>;
}

export interface ListenerState {
  readonly arn: string;
  readonly port: number;
  readonly protocol: string;
  /** Where its default action forwards to, in equal parts, unless `actions` says more. */
  readonly targetGroupArns: readonly string[];
  readonly actions?: readonly ActionState[];
  readonly certificateArns?: readonly string[];
  readonly sslPolicy?: string | null;
  /** Without the default rule, which is the listener's own actions. */
  rules?: ListenerRuleState[];
  tags?: Record<string, string>;
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
  readonly listeners: readonly ListenerState[];
  /** Left out: active. */
  readonly state?: "provisioning" | "active";
  readonly securityGroupIds?: readonly string[];
  readonly tags?: Record<string, string>;
  /** What differs from AWS's defaults. */
  readonly attributes?: Readonly<Record<string, string>>;
}
