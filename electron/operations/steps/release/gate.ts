import { decideGate, type GateSeen } from "../../../../shared/decide/gates/gate.ts";
import { isNewIn } from "../../../../shared/fleet/in-place/sides-of.ts";
import { isActive, type FleetReading } from "../../../../shared/guard/serving.ts";
import type { GroupName, ServerId } from "../../../../shared/model/ids.ts";
import type { Plan } from "../../../../shared/model/plan.ts";
import type { StepModule } from "../step.ts";

const nothing: Omit<GateSeen, "fleet"> = {
  alarms: [],
  answer: { kind: "none", reason: "it was not asked" },
  newServers: [],
  checks: [],
};

export const gate: StepModule<"gate", GateSeen> = {
  kind: "gate",
  look: async (work, { reader, fleet, plan }) => {
    const reading = await fleet();
    const seen = { ...nothing, fleet: reading };
    switch (work.gate.kind) {
      case "alarms":
        return { ...seen, alarms: await reader.alarmStates(work.gate.names) };
      case "http":
        return { ...seen, answer: await reader.httpAnswer(work.gate.url) };
      case "status-checks": {
        const ids = newServers(reading, plan, work.group);
        return { ...seen, newServers: ids, checks: await reader.statusChecks(ids) };
      }
      case "approval":
        return seen;
    }
  },
  decide: decideGate,
  onWayOut: false,
  undo: "It changes nothing.",
};

/** In place, those of the group that are new; if no one is known to be, all of them. */
function newServers(
  fleet: FleetReading,
  { groups }: Plan,
  name: GroupName | null,
): readonly ServerId[] {
  const members =
    (name === null ? undefined : fleet.groups.get(name))?.members.filter(isActive) ?? [];
  const inPlace = groups?.inPlace;
  const fresh = members.filter((one) => inPlace && isNewIn(inPlace, one, fleet.images));
  const asked = fresh.length === 0 ? members : fresh;
  return asked.map(({ serverId }) => serverId);
}
