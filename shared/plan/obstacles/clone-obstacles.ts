/**
 * What a new group beside the old one can't have, and why. A clone that silently lacks something, or doubles it, is
 * an outage later, so it is refused; everything else is carried over and proved.
 */
import {
  overridesOf,
  overridesWithOwnTemplate,
  typesInWords,
} from "../../clone/mixed-instances.ts";
import type { GroupExtras, GroupFact } from "../../model/facts.ts";
import type { Refusal } from "../../model/plan.ts";
import { listWords } from "../../words/counts.ts";
import { refuse } from "../plan-input.ts";
import { countObstacle } from "../strategy/sizes-count-servers.ts";

export function cloneObstacle(group: GroupFact, extras: GroupExtras): Refusal | null {
  return launched(group) ?? otherTraffic(group) ?? countObstacle(group) ?? managed(group, extras);
}

const IN_PLACE =
  "Replace this fleet inside its group instead: by AWS's instance refresh, or grow and shrink.";

function launched({ name, settings }: GroupFact): Refusal | null {
  const { launchConfiguration, mixedInstances } = settings;
  if (launchConfiguration !== null)
    return refuse(
      `${name} launches from a launch configuration (${launchConfiguration}), which can't be given another image.`,
      "Make a launch template from it in AWS (EC2, Launch configurations, Copy to launch template), give the group that template, and replace the fleet then.",
    );
  const own = mixedInstances === null ? [] : overridesWithOwnTemplate(mixedInstances);
  if (own.length > 0)
    return refuse(
      `${name} launches ${typesInWords(own)} from launch templates of their own, which would keep their old image.`,
      "Let all types of its mixed instances policy launch from one template, or replace each kind of server as a fleet of its own.",
    );
  const withImage =
    mixedInstances === null ? [] : overridesOf(mixedInstances).filter(({ ImageId }) => ImageId);
  if (withImage.length === 0) return null;
  return refuse(
    `${name}'s mixed instances policy names an image for ${typesInWords(withImage)}, which a new template version doesn't change.`,
    "Take the images out of the policy in AWS, so that the launch template's is used.",
  );
}

/** Traffic that can't be shifted: both groups would get it, and the old one could never be taken out of it. */
function otherTraffic({ name, settings }: GroupFact): Refusal | null {
  const { classicLoadBalancers, otherTraffic: others } = settings;
  const found = [
    ...classicLoadBalancers.map((balancer) => `the classic load balancer ${balancer}`),
    ...others.map((source) => `another source (${source})`),
  ];
  if (found.length === 0) return null;
  return refuse(
    `${name} gets traffic from ${listWords(found, 3)}. Bennu shifts traffic between target groups only, so it could not be taken from the old servers.`,
    `${IN_PLACE} Both leave the group its traffic.`,
  );
}

const MANAGERS: readonly (readonly [tag: RegExp, who: string])[] = [
  [/^AmazonECSManaged$/, "a capacity provider of ECS"],
  [/^eks:nodegroup-name$/, "a node group of EKS"],
  [/^elasticbeanstalk:environment-/, "Elastic Beanstalk"],
];

/** Services that know the old group by its name, and wouldn't know the new one. */
function managed(group: GroupFact, { lifecycleHooks }: GroupExtras): Refusal | null {
  const { name, tags, settings } = group;
  const byTag = MANAGERS.find(([tag]) => tags.some(({ key }) => tag.test(key)));
  if (byTag !== undefined || settings.further["Operator"] !== undefined)
    return refuse(
      `${name} belongs to ${byTag?.[1] ?? "another AWS service, its operator"}, which would not know a new group beside it.`,
      `Replace its servers there. ${IN_PLACE}`,
    );
  const deployed = lifecycleHooks.find((hook) => hook.name.startsWith("CodeDeploy-managed-"));
  if (deployed === undefined) return null;
  return refuse(
    `CodeDeploy deploys to the servers of ${name} as they start (its hook ${deployed.name}); it would not know the new group, whose servers would wait for it in vain.`,
    `Take ${name} out of the deployment group, so that all that a server needs is in its image. ${IN_PLACE}`,
  );
}
