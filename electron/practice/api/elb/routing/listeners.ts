/** Listeners of load balancers. */
import type {
  CreateListenerInput,
  CreateListenerOutput,
  DeleteListenerInput,
  DescribeListenersInput,
  DescribeListenersOutput,
  Listener,
  ModifyListenerInput,
  ModifyListenerOutput,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { findListener, findLoadBalancer } from "../../../world/elb/elb-lookups.ts";
import type { FoundListener } from "../../../world/elb/elb-lookups.ts";
import { defaultActions } from "../../../world/elb/links.ts";
import {
  changeListener,
  createListener as create,
  replaceListener,
} from "../../../world/elb/routing/listeners.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { pageOf } from "../../paging.ts";
import { invalid, PAGE, toTags } from "../input.ts";
import { fromActions, toActions } from "./action-shape.ts";

const DEFAULT_POLICY = "ELBSecurityPolicy-2016-08";

export function describeListeners(
  input: DescribeListenersInput,
  { world }: CallContext,
): DescribeListenersOutput {
  const page = pageOf(chosen(world, input), ({ listener }) => listener.arn, {
    token: input.Marker,
    size: input.PageSize,
    ...PAGE,
  });
  return { Listeners: page.items.map(toListener), NextMarker: page.nextToken };
}

function chosen(world: World, input: DescribeListenersInput): readonly FoundListener[] {
  if (input.ListenerArns?.length) return input.ListenerArns.map((arn) => findListener(world, arn));
  if (input.LoadBalancerArn === undefined)
    throw invalid("You must specify either listener ARNs or a load balancer ARN");
  const balancer = findLoadBalancer(world, input.LoadBalancerArn);
  return balancer.listeners.map((listener) => ({ balancer, listener }));
}

function toListener({ balancer, listener }: FoundListener): Listener {
  const certificates = listener.certificateArns ?? [];
  return {
    ListenerArn: listener.arn,
    LoadBalancerArn: balancer.arn,
    Port: listener.port,
    Protocol: listener.protocol as NonNullable<Listener["Protocol"]>,
    ...(certificates.length > 0
      ? { Certificates: certificates.map((CertificateArn) => ({ CertificateArn })) }
      : {}),
    ...(listener.sslPolicy ? { SslPolicy: listener.sslPolicy } : {}),
    DefaultActions: fromActions(defaultActions(listener)),
  };
}

export function createListener(
  input: CreateListenerInput,
  { world }: CallContext,
): CreateListenerOutput {
  const balancer = findLoadBalancer(world, input.LoadBalancerArn ?? "");
  const protocol = input.Protocol ?? "";
  if (input.Port === undefined || protocol === "")
    throw invalid("A listener protocol and port must be specified");
  const isSecure = protocol === "HTTPS" || protocol === "TLS";
  const listener = create(world, balancer, {
    port: input.Port,
    protocol,
    actions: toActions(input.DefaultActions),
    certificateArns: certificatesOf(input),
    sslPolicy: input.SslPolicy ?? (isSecure ? DEFAULT_POLICY : null),
    tags: toTags(input.Tags),
  });
  return { Listeners: [toListener({ balancer, listener })] };
}

const certificatesOf = ({ Certificates = [] }: CreateListenerInput | ModifyListenerInput) =>
  Certificates.flatMap(({ CertificateArn }) => CertificateArn ?? []);

/** What isn't said stays. */
export function modifyListener(
  input: ModifyListenerInput,
  { world }: CallContext,
): ModifyListenerOutput {
  const { balancer, listener } = findListener(world, input.ListenerArn ?? "");
  const after = changeListener(world, balancer, listener, {
    port: input.Port ?? listener.port,
    protocol: input.Protocol ?? listener.protocol,
    actions: input.DefaultActions ? toActions(input.DefaultActions) : defaultActions(listener),
    certificateArns: input.Certificates ? certificatesOf(input) : keptCertificates(listener),
    sslPolicy: input.SslPolicy ?? listener.sslPolicy ?? null,
  });
  return { Listeners: [toListener({ balancer, listener: after })] };
}

/** A scenario's secure listener has one that nobody named. */
function keptCertificates({ certificateArns, protocol, arn }: FoundListener["listener"]) {
  if (certificateArns) return certificateArns;
  return protocol === "HTTPS" || protocol === "TLS" ? [`${arn}/certificate`] : [];
}

export function deleteListener(input: DeleteListenerInput, { world }: CallContext): object {
  const { balancer, listener } = findListener(world, input.ListenerArn ?? "");
  replaceListener(world, balancer, listener, null);
  return {};
}
