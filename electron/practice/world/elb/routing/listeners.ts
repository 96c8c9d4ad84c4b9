/** Listeners of a load balancer: made, changed, deleted; their actions checked as AWS checks them. */
import { PracticeError } from "../../kernel/practice-error.ts";
import type { ActionState, ListenerState, LoadBalancerState } from "../../kernel/state/elb.ts";
import type { World } from "../../kernel/world.ts";
import { checkActions } from "./actions.ts";
import { MOST } from "../limits.ts";
import { replaceBalancer } from "../links.ts";

export interface ListenerOrder {
  readonly port: number;
  readonly protocol: string;
  readonly actions: readonly ActionState[];
  readonly certificateArns: readonly string[];
  readonly sslPolicy: string | null;
  readonly tags: Record<string, string>;
}

const PROTOCOLS = {
  application: ["HTTP", "HTTPS"],
  network: ["TCP", "TLS", "UDP", "TCP_UDP"],
} as const;

export function createListener(
  world: World,
  balancer: LoadBalancerState,
  order: ListenerOrder,
): ListenerState {
  checkOrder(world, balancer, order, null);
  if (balancer.listeners.length >= MOST.listeners)
    throw new PracticeError("TooManyListeners", "The maximum number of listeners has been reached");
  const { port, protocol, actions, certificateArns, sslPolicy, tags } = order;
  const path = balancer.arn.replace(":loadbalancer/", ":listener/");
  const listener: ListenerState = {
    arn: `${path}/${world.chance.hex(16)}`,
    port,
    protocol,
    targetGroupArns: [],
    actions,
    certificateArns,
    sslPolicy,
    rules: [],
    tags,
  };
  const listeners = [...balancer.listeners, listener];
  replaceBalancer(world, balancer, { ...balancer, listeners });
  return listener;
}

export function changeListener(
  world: World,
  balancer: LoadBalancerState,
  listener: ListenerState,
  order: Omit<ListenerOrder, "tags">,
): ListenerState {
  checkOrder(world, balancer, order, listener);
  const after = { ...listener, ...order, targetGroupArns: [] };
  replaceListener(world, balancer, listener, after);
  return after;
}

/** The changed listener, or none, in the place of the old one. */
export function replaceListener(
  world: World,
  balancer: LoadBalancerState,
  before: ListenerState,
  after: ListenerState | null,
): void {
  const others = balancer.listeners.flatMap((each) => {
    if (each !== before) return [each];
    return after ? [after] : [];
  });
  replaceBalancer(world, balancer, { ...balancer, listeners: others });
}

function checkOrder(
  world: World,
  balancer: LoadBalancerState,
  order: Omit<ListenerOrder, "tags">,
  itself: ListenerState | null,
): void {
  const allowed: readonly string[] =
    PROTOCOLS[balancer.type === "network" ? "network" : "application"];
  if (!allowed.includes(order.protocol))
    throw new PracticeError(
      "UnsupportedProtocol",
      `Listener protocol '${order.protocol}' must be one of '${allowed.join(", ")}'`,
    );
  if (order.port < 1 || order.port > 65_535)
    throw new PracticeError("ValidationError", "Listener port must be between 1 and 65535");
  const isTaken = balancer.listeners.some((each) => each !== itself && each.port === order.port);
  if (isTaken)
    throw new PracticeError(
      "DuplicateListener",
      `A listener already exists on this port for this load balancer '${balancer.arn}'`,
    );
  const isSecure = order.protocol === "HTTPS" || order.protocol === "TLS";
  if (isSecure && order.certificateArns.length === 0)
    throw new PracticeError(
      "ValidationError",
      "A certificate must be specified for HTTPS listeners",
    );
  checkActions(world, balancer, order.actions);
}
