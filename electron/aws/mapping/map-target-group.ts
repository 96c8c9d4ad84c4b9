import type {
  TargetGroup,
  TargetHealthDescription,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import type { TargetGroupFact, TargetHealthFact } from "../../../shared/model/facts.ts";
import { serverId, targetGroupArn, type TargetGroupArn } from "../../../shared/model/ids.ts";

/** `deregistrationDelaySeconds` is an attribute, read by another call; null while it isn't known. */
export function mapTargetGroup(
  group: TargetGroup,
  delaySeconds: number | null,
  readAtMs: number,
): TargetGroupFact {
  return {
    arn: targetGroupArn(group.TargetGroupArn ?? ""),
    name: group.TargetGroupName ?? "",
    protocol: group.Protocol ?? null,
    port: group.Port ?? null,
    healthCheckIntervalSeconds: group.HealthCheckIntervalSeconds ?? null,
    healthyThreshold: group.HealthyThresholdCount ?? null,
    deregistrationDelaySeconds: delaySeconds,
    ...healthCheckOf(group),
    readAtMs,
  };
}

/** `HTTP:8080/health, expects 200`; nothing where AWS names no protocol. */
function healthCheckOf(group: TargetGroup): Pick<TargetGroupFact, "healthCheck"> {
  const { HealthCheckProtocol: protocol, HealthCheckPath: path, Matcher: matcher } = group;
  if (protocol === undefined) return {};
  const own = group.HealthCheckPort === "traffic-port" ? undefined : group.HealthCheckPort;
  const port = own ?? String(group.Port ?? "");
  const code = matcher?.HttpCode ?? matcher?.GrpcCode;
  const expects = code === undefined ? "" : `, expects ${code}`;
  return { healthCheck: `${protocol}:${port}${path ?? ""}${expects}` };
}

export function mapTargetHealth(
  arn: TargetGroupArn,
  described: TargetHealthDescription,
): TargetHealthFact {
  return {
    targetGroupArn: arn,
    serverId: serverId(described.Target?.Id ?? ""),
    state: described.TargetHealth?.State ?? "",
    reason: described.TargetHealth?.Reason ?? null,
    description: described.TargetHealth?.Description ?? null,
  };
}
