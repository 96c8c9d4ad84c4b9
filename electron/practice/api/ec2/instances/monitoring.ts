/** MonitorInstances and UnmonitorInstances: the switch is simulated, minutely metrics are not a matter of EC2. */
import type {
  InstanceMonitoring,
  MonitorInstancesCommandInput,
  MonitorInstancesCommandOutput,
  UnmonitorInstancesCommandInput,
  UnmonitorInstancesCommandOutput,
} from "@aws-sdk/client-ec2";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import type { Reply } from "../reply.ts";
import { named } from "./instance-actions.ts";
import type { ByIds } from "./instance-actions.ts";

export function MonitorInstances(
  input: MonitorInstancesCommandInput,
  { world }: CallContext,
): Reply<MonitorInstancesCommandOutput> {
  return { InstanceMonitorings: monitor(world, input, true) };
}

export function UnmonitorInstances(
  input: UnmonitorInstancesCommandInput,
  { world }: CallContext,
): Reply<UnmonitorInstancesCommandOutput> {
  return { InstanceMonitorings: monitor(world, input, false) };
}

/** Told as it is being changed; read afterwards it is changed. */
function monitor(world: World, input: ByIds, to: boolean): InstanceMonitoring[] {
  return named(world, input).map((instance) => {
    const State = to === instance.monitoring ? settled(to) : to ? "pending" : "disabling";
    instance.monitoring = to;
    return { InstanceId: instance.id, Monitoring: { State } };
  });
}

const settled = (on: boolean) => (on ? "enabled" : "disabled");
