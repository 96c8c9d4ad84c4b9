/**
 * What one visitor of a load balancer gets: the listener of his port, the first rule whose host and path are his,
 * then a target by the traffic model. A server answers 200 or 503 on every path, as to health checks. Who is asked
 * goes round with time, by the parts that each has: no chance is drawn, so a look changes nothing.
 */
import type { ConditionState, ListenerState, LoadBalancerState } from "../../kernel/state/elb.ts";
import type { World } from "../../kernel/world.ts";
import { trafficOfBalancer, type RuleTraffic, type TargetGroupShare } from "./traffic-model.ts";

/** The status; null: nothing answers at that address. */
export function answerVisitor(world: World, url: URL): number | null {
  const found = listenerOf(world, url);
  if (!found) return null;
  const { balancer, listener } = found;
  const rule = (listener.rules ?? [])
    .toSorted((a, b) => a.priority - b.priority)
    .find(({ conditions }) => conditions.every((condition) => isMet(condition, url)));
  const actions = rule?.actions ?? listener.actions ?? [];
  const fixed = actions.find(({ Type }) => Type === "fixed-response" || Type === "redirect");
  if (fixed) return statusOf(fixed);
  const traffic = trafficOfBalancer(world, balancer).find(
    (each) => each.listenerArn === listener.arn && each.priority === (rule?.priority ?? null),
  );
  return fromTarget(world, traffic);
}

function listenerOf(world: World, url: URL) {
  const port = url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port);
  for (const balancer of world.state.loadBalancers.values()) {
    const listener = balancer.listeners.find((each) => each.port === port);
    if (listener && isNamed(balancer, listener, url.hostname)) return { balancer, listener };
  }
  return null;
}

/** By its own name, or by one that a rule of it takes: somebody has pointed that name at it. */
const isNamed = ({ dnsName }: LoadBalancerState, { rules = [] }: ListenerState, host: string) =>
  dnsName.toLowerCase() === host ||
  rules.some(({ conditions }) =>
    conditions.some(({ Field, Values = [] }) => Field === "host-header" && fits(Values, host)),
  );

function isMet({ Field, Values = [] }: ConditionState, url: URL): boolean {
  if (Field === "host-header") return fits(Values, url.hostname);
  if (Field === "path-pattern") return fits(Values, url.pathname);
  if (Field === "http-request-method") return Values.length === 0 || Values.includes("GET");
  return false;
}

/** `*` is any text, `?` any character; names of hosts know no case. */
function fits(patterns: readonly string[], text: string): boolean {
  return patterns.some((pattern) => {
    const plain = pattern.toLowerCase().replace(/[.+^${}()|[\]\\]/g, "\\$&");
    const whole = `^${plain.replaceAll("*", ".*").replaceAll("?", ".")}$`;
    return new RegExp(whole).test(text.toLowerCase());
  });
}

function statusOf({ Type, FixedResponseConfig, RedirectConfig }: Record<string, unknown>): number {
  const config = Type === "redirect" ? RedirectConfig : FixedResponseConfig;
  const code = (config as { StatusCode?: string } | undefined)?.StatusCode ?? "503";
  return Number(code.replace(/^HTTP_/, ""));
}

function fromTarget(world: World, traffic: RuleTraffic | undefined): number {
  const group = chosen(traffic?.groups ?? [], turn(world.nowMs, 1));
  const target =
    group && chosen<TargetGroupShare["targets"][number]>(group.targets, turn(world.nowMs, 2));
  const server = target && world.state.instances.get(target.instanceId);
  if (!server) return 503;
  if (server.health === "unknown") return 502;
  return server.health === "healthy" ? 200 : 503;
}

/** The one in whose part of the whole the place falls. */
function chosen<Part extends { readonly share: number }>(
  parts: readonly Part[],
  place: number,
): Part | undefined {
  let passed = 0;
  return parts.find(({ share }) => (passed += share) > place);
}

/** 0 to 1, spread over the seconds. */
const turn = (nowMs: number, which: number) =>
  (((Math.floor(nowMs / 1000) * 2_654_435_761 + which * 40_503) >>> 0) % 10_007) / 10_007;
