/**
 * Carries out what a scenario aims at the moments between a look and a call: when the operation has passed the point
 * that arms it and makes the call that it waits for, somebody meddles, and the answer comes late.
 */
import { assertNever } from "../../../shared/assert-never.ts";
import type { Plan } from "../../../shared/model/plan.ts";
import { carryOut } from "../../../electron/practice/faults/faulty-world.ts";
import { queryParameters } from "../../../electron/practice/wire/codec/query-form.ts";
import type { PracticeEndpoint } from "../../../electron/practice/wire/messages.ts";
import type { GroupState } from "../../../electron/practice/world/kernel/state/autoscaling.ts";
import type { World } from "../../../electron/practice/world/kernel/world.ts";
import type { Ambush } from "../scenario/scenario.ts";

export interface AmbushParts {
  readonly world: World;
  readonly ambushes: readonly Ambush[];
  readonly sleep: (ms: number) => Promise<void>;
  readonly tell: (words: string) => void;
  /** Told when one has struck. */
  readonly onStrike: () => void;
}

export class Ambushes {
  readonly #parts: AmbushParts;
  #waiting: { readonly ambush: Ambush; armed: boolean; passed: number }[] = [];
  #groups: Plan["groups"] = null;

  constructor(parts: AmbushParts) {
    this.#parts = parts;
  }

  /** Whether the deed that was begun last was met by one, or what it goes back from was. */
  struck = false;
  #deed: number | null = null;

  begin(deed: number, { groups }: Plan): void {
    const own = this.#parts.ambushes.filter((ambush) => ambush.deed === deed);
    this.#waiting = own.map((ambush) => ({ ambush, armed: ambush.armedBy === null, passed: 0 }));
    this.#groups = groups;
    this.struck = this.struck && this.#deed === deed;
    this.#deed = deed;
  }

  passed(point: string): void {
    for (const one of this.#waiting) if (one.ambush.armedBy === point) one.armed = true;
  }

  over(endpoint: PracticeEndpoint): PracticeEndpoint {
    return {
      handle: async (request) => {
        const due = this.#takeDue(queryParameters(request).get("Action") ?? "");
        const reply = await endpoint.handle(request);
        if (due && this.#strike(due)) await this.#parts.sleep(due.lateMs);
        return reply;
      },
    };
  }

  #takeDue(call: string): Ambush | null {
    if (this.#waiting.length === 0) return null;
    const due = this.#waiting.find(({ ambush, armed }) => armed && ambush.call === call);
    if (due && due.passed < (due.ambush.passing ?? 0)) {
      due.passed += 1;
      return null;
    }
    this.#waiting = this.#waiting.filter((one) => one !== due);
    return due?.ambush ?? null;
  }

  #strike(ambush: Ambush): boolean {
    const { world, tell } = this.#parts;
    const group = world.state.groups.get(this.#groups?.[ambush.group] ?? "");
    if (!group) return false;
    this.struck = true;
    this.#parts.onStrike();
    const refusal = strike(world, group, ambush);
    tell(`ambush at ${ambush.call}: ${ambush.act} of ${group.name} ${refusal ?? ""}`);
    return true;
  }
}

function strike(world: World, group: GroupState, { act, share }: Ambush): string | null {
  const named = { AutoScalingGroupName: group.name };
  const call = (operation: string, input: object) =>
    carryOut(world, {
      service: "autoscaling",
      operation,
      input: { ...named, ...input },
    });
  switch (act) {
    case "shrink": {
      const DesiredCapacity = Math.floor(group.desiredCapacity * (1 - share));
      return call("UpdateAutoScalingGroup", { MinSize: 0, DesiredCapacity });
    }
    case "fail-servers":
      return failServers(world, group, share);
    case "delete":
      return call("DeleteAutoScalingGroup", { ForceDelete: true });
    case "suspend-launch":
      return call("SuspendProcesses", { ScalingProcesses: ["Launch"] });
    default:
      return assertNever(act, "ambush");
  }
}

/** Their service ends; health checks find out in their own time. */
function failServers(world: World, { members }: GroupState, share: number): null {
  for (const { instanceId } of members.slice(0, Math.ceil(members.length * share))) {
    const server = world.state.instances.get(instanceId);
    if (server) server.health = "unhealthy";
  }
  return null;
}
