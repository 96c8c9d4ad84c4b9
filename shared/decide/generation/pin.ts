/**
 * Keeps a group from being scaled in for the time of an operation: its minimum is as high as its size. Its scaling goes
 * on upwards. With two generations up the load on each is half of what it was, and scaling in is what policies would do.
 */
import type { GroupSeen } from "../release/claim.ts";
import { failed, mayArrive, type Decision, type Memory, type WorkOf } from "../decision.ts";
import { vanished } from "../vanished.ts";
import { servers } from "../words.ts";

export function decidePin(
  work: WorkOf<"pin">,
  { group }: GroupSeen,
  memory: Pick<Memory, "unansweredAtMs">,
  nowMs: number,
): Decision {
  const gone = vanished(group, work.group);
  if (gone || !group) return gone ?? failed("The group is gone.");
  const { name, minSize, maxSize, desiredCapacity } = group;
  if (minSize >= desiredCapacity) {
    return mayArrive(memory.unansweredAtMs(name, "UpdateAutoScalingGroup"), nowMs)
      ? lateAnswer
      : { kind: "done", note: `${name} isn't scaled in below ${servers(minSize)} meanwhile` };
  }
  return {
    kind: "act",
    note: `Keeping ${name} at ${servers(desiredCapacity)} at least`,
    calls: [
      {
        call: "UpdateAutoScalingGroup",
        groupName: name,
        minSize: desiredCapacity,
        maxSize,
        desiredCapacity,
      },
    ],
    originals: [
      {
        original: {
          kind: "sizes",
          group: name,
          sizes: {
            minSize: work.minSize,
            maxSize: work.maxSize,
            desiredCapacity: work.desiredCapacity,
          },
        },
        until: "operation",
      },
    ],
  };
}

const lateAnswer: Decision = {
  kind: "wait",
  note: "The minimum is right. An earlier change of it had no answer and may still arrive; looking until it can't",
  recheckMs: 5000,
  progress: null,
};
