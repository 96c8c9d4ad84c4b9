import { decideCarryExtras, type CarrySeen } from "../../../../shared/decide/clone/carry-extras.ts";
import { cloneAlarmName } from "../../../../shared/clone/clone-alarms.ts";
import type { WorkOf } from "../../../../shared/decide/decision.ts";
import type { GroupExtras } from "../../../../shared/model/facts.ts";
import type { CloudReader } from "../../../ports.ts";
import type { StepContext, StepModule } from "../step.ts";

export const carryExtras: StepModule<"carry-extras", CarrySeen> = {
  kind: "carry-extras",
  look,
  decide: decideCarryExtras,
  onWayOut: false,
  undo: "It goes with the new group when that is removed.",
};

async function look(work: WorkOf<"carry-extras">, { reader }: StepContext): Promise<CarrySeen> {
  const { group, from } = await lookAtBoth(reader, work);
  if (!group || !from) return { group, from, has: null, wanted: null, alarms: [] };
  const [has, wanted] = await Promise.all([
    reader.groupExtras(work.group),
    reader.groupExtras(work.fromGroup),
  ]);
  return { group, from, has, wanted, alarms: await lookAtAlarms(reader, work, wanted) };
}

type Both = Pick<WorkOf<"carry-extras">, "group" | "fromGroup" | "targetGroups">;

export async function lookAtBoth(reader: CloudReader, { group, fromGroup }: Both) {
  const groups = await reader.groups([group, fromGroup], 0);
  const named = (name: string) => groups.find((each) => each.name === name) ?? null;
  return { group: named(group), from: named(fromGroup) };
}

/** The alarms that are there under the names that the new group's will have. */
export function lookAtAlarms(reader: CloudReader, work: Both, { scalingPolicies }: GroupExtras) {
  const change = { ...work, toGroup: work.group };
  const names = scalingPolicies.flatMap(({ alarms }) =>
    alarms.map(({ name }) => cloneAlarmName(name, change)),
  );
  return names.length === 0 ? [] : reader.alarmDefinitions(names);
}
