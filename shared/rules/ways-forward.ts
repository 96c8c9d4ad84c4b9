/**
 * What can be done on a fleet now, whatever state it is in, the most useful first. There is always something: where
 * nothing may be done here, it says what to look at or wait for. The same rules as everywhere; this only gathers.
 */
import { runningBeside } from "../fleet/running-beside.ts";
import type { Connection } from "../model/connection.ts";
import type { FleetView, GenerationView } from "../model/fleet.ts";
import type { OperationSummary } from "../model/operation.ts";
import type { Allowed } from "../model/plan.ts";
import { countWords } from "../words/counts.ts";
import { can } from "./can.ts";

export interface WayForward {
  readonly kind: "replace" | "roll-back" | "retire" | "put-back" | "wait";
  /** The one to return to or to retire. */
  readonly generation: GenerationView | null;
  /** Of `put-back`: which finding. */
  readonly finding: FleetView["findings"][number] | null;
  readonly label: string;
  /** What it does; of `wait`: for what. */
  readonly does: string;
}

export function waysForward(
  fleet: FleetView,
  connection: Connection,
  running: OperationSummary | null = null,
): readonly WayForward[] {
  const ways = [
    ...putBack(fleet, connection),
    ...back(fleet, connection, running),
    ...retire(fleet, connection),
    ...anew(fleet, connection),
  ];
  return ways.length > 0 ? ways : [wait(fleet, connection)];
}

const way = (
  kind: WayForward["kind"],
  label: string,
  does: string,
  about: Partial<Pick<WayForward, "generation" | "finding">> = {},
): WayForward => ({ kind, label, does, generation: null, finding: null, ...about });

/** Those that retire are offered below, with the generation's name. */
function putBack(fleet: FleetView, connection: Connection): WayForward[] {
  if (!can.putBack(fleet, connection).ok) return [];
  return fleet.findings
    .filter(({ remedy }) => remedy !== undefined && remedy.kind !== "retire")
    .map((finding) => {
      const label = finding.remedy?.kind === "keep-images" ? "Keep what is promised" : "Put back";
      return way("put-back", label, finding.evidence, { finding });
    });
}

function back(
  fleet: FleetView,
  connection: Connection,
  running: OperationSummary | null,
): WayForward[] {
  const possible = fleet.generations.filter(
    (one) => can.rollBack(fleet, one, connection, running).ok,
  );
  const cold = possible.filter(({ readiness }) => readiness.kind === "cold");
  const further = new Set(cold.slice(MOST_COLD));
  return possible
    .filter((one) => !further.has(one))
    .toSorted((left, right) => nearness(left) - nearness(right))
    .map((generation) =>
      way("roll-back", `Roll back to ${generation.label}`, backWords(fleet, generation), {
        generation,
      }),
    );
}

/** Newest first; those before them are in the fleet's table of generations, each with its own way back. */
const MOST_COLD = 3;

/** What runs comes before what has to be started; among those alike the newest, as the fleet lists them. */
function nearness({ readiness }: GenerationView): number {
  if (readiness.kind === "cold") return 2;
  return readiness.kind === "warm" ? 1 : 0;
}

function backWords(fleet: FleetView, { label, readiness, groupName }: GenerationView): string {
  if (readiness.kind === "warm") return `${label}'s servers still run: they serve within seconds.`;
  if (readiness.kind === "cold") return `${label} is started again from its image.`;
  const others = runningBeside(fleet).filter((one) => one.label !== label);
  if (others.length > 0 && others.every((one) => one.groupName === groupName))
    return `Servers of the other version become ${label} again, in the manner in which they came, never with fewer in service than the plan's floor.`;
  const taken = others.map((one) => one.label).join(" and ");
  return `${label} serves alone; ${taken === "" ? "what serves beside it" : taken} is taken out of traffic and its servers are kept.`;
}

function retire(fleet: FleetView, connection: Connection): WayForward[] {
  return fleet.generations
    .filter((one) => can.retire(fleet, one, connection).ok)
    .map((generation) =>
      way(
        "retire",
        `Retire ${generation.label}`,
        `Ends its group and ${countWords(generation.servers, "server")}; its image stays.`,
        { generation },
      ),
    );
}

function anew(fleet: FleetView, connection: Connection): WayForward[] {
  if (!can.replace(fleet, connection).ok) return [];
  return [way("replace", "Replace", "A plan first: nothing is done before you start it.")];
}

/** Nothing may be done here: the reason that stands before all others, with what to do about it. */
function wait(fleet: FleetView, connection: Connection): WayForward {
  const refusal: Allowed = can.replace(fleet, connection);
  const does = refusal.ok ? "Look at its groups in AWS." : `${refusal.reason} ${refusal.cure}`;
  return way("wait", "Nothing can be done from here just now", does);
}
