/** Finding target groups and load balancers, or AWS's own error when they are not there. */
import { PracticeError } from "../kernel/practice-error.ts";
import type { LoadBalancerState, TargetGroupState } from "../kernel/state-elb.ts";
import type { World } from "../kernel/world.ts";

export function findTargetGroup(world: World, arn: string): TargetGroupState {
  const found = world.state.targetGroups.get(arn);
  if (found) return found;
  throw new PracticeError("TargetGroupNotFound", `Target groups '${arn}' not found`);
}

export function findLoadBalancer(world: World, arn: string): LoadBalancerState {
  const found = world.state.loadBalancers.get(arn);
  if (found) return found;
  throw new PracticeError("LoadBalancerNotFound", `Load balancers '[${arn}]' not found`);
}
