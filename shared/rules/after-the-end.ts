/**
 * What can be done on a fleet after an operation on it has ended, with what each would do: there is always something.
 * Main's rules decide what is allowed; this only gathers what to offer. Pure.
 */
import { runningBeside } from "../fleet/running-beside.ts";
import type { Connection } from "../model/connection.ts";
import type { FleetView, GenerationView } from "../model/fleet.ts";
import type { OperationDetail } from "../model/operation.ts";
import type { Allowed } from "../model/plan.ts";
import { countWords } from "../words/counts.ts";
import { aboutWords } from "../words/durations.ts";
import { can } from "./can.ts";

export interface NextThing {
  readonly kind: "roll-back" | "retire" | "replace";
  /** The generation to return to, or to retire; null: a new one is made. */
  readonly generation: GenerationView | null;
  readonly label: string;
  readonly does: string;
  readonly allowed: Allowed;
}

/** In the order in which one would think of them. */
export function afterTheEnd(
  operation: OperationDetail,
  fleet: FleetView,
  connection: Connection,
): readonly NextThing[] {
  const live = fleet.generations.find(({ id }) => id === fleet.liveId) ?? null;
  const beside = runningBeside(fleet);
  const back = wayBack(operation, fleet, live, beside);
  const roots = operation.plan.steps.some(({ work }) => work.kind === "swap-roots");
  const returning =
    back === null ? [] : [rollBackTo(fleet, back, { live, beside, roots }, connection)];
  const retiring = beside.map((one) => retire(fleet, one, connection));
  const others =
    operation.kind === "rollback" ? otherReturns(operation, fleet, back, connection) : [];
  return [...returning, ...others, ...retiring, anew(fleet, operation, connection)];
}

const MOST_OTHERS = 3;

/** After a way back that failed: the same again, and others that could return, the fastest first. */
function otherReturns(
  { plan: { intent } }: OperationDetail,
  fleet: FleetView,
  back: GenerationView | null,
  connection: Connection,
): readonly NextThing[] {
  const again = intent.kind === "rollback" ? intent.to : null;
  return fleet.generations
    .filter((one) => one !== back && timeOf(one) !== null)
    .filter((one) => can.rollBack(fleet, one, connection).ok)
    .toSorted(
      (left, right) =>
        Number(right.id === again) - Number(left.id === again) ||
        (timeOf(left) ?? 0) - (timeOf(right) ?? 0),
    )
    .slice(0, MOST_OTHERS)
    .map((one) => ({
      kind: "roll-back",
      generation: one,
      label: `Roll back to ${one.label}${one.id === again ? " again" : ""}`,
      does: `${one.readiness.kind === "warm" ? "Its servers still run" : "It is started again from its image"}: ${aboutWords(timeOf(one) ?? 0)}. What serves now goes on serving until it is proved.`,
      allowed: can.rollBack(fleet, one, connection),
    }));
}

/** Null: it serves, or it can't return. */
const timeOf = ({ readiness }: GenerationView): number | null =>
  readiness.kind === "warm" || readiness.kind === "cold" ? readiness.expectedMs : null;

/** The one that was there before: beside what rises it still serves, after the shift it is kept warm. */
function wayBack(
  { plan }: OperationDetail,
  fleet: FleetView,
  live: GenerationView | null,
  beside: readonly GenerationView[],
): GenerationView | null {
  const earlier = [...beside, ...(live === null ? [] : [live])].toSorted(
    (left, right) => (left.sequence ?? 0) - (right.sequence ?? 0),
  )[0];
  if (beside.length > 0 && earlier !== undefined) return earlier;
  const { groups } = plan;
  if (groups !== null && groups.from === groups.to) return wayBackInPlace(groups, fleet);
  const from = fleet.generations.find(({ groupName }) => groupName === groups?.from);
  return from?.state === "warm" ? from : null;
}

/** In one group both have the same one: as long as servers of the new one are there, they can be replaced again. */
function wayBackInPlace(
  { fromLabel, toLabel }: NonNullable<OperationDetail["plan"]["groups"]>,
  { generations }: FleetView,
): GenerationView | null {
  const isLeft = generations.some(({ label, servers }) => label === toLabel && servers > 0);
  return (isLeft && generations.find(({ label }) => label === fromLabel)) || null;
}

interface Around {
  readonly live: GenerationView | null;
  readonly beside: readonly GenerationView[];
  /** It exchanged root volumes, and so does the way back. */
  readonly roots: boolean;
}

function rollBackTo(
  fleet: FleetView,
  back: GenerationView,
  { live, beside, roots }: Around,
  connection: Connection,
): NextThing {
  const others = [live, ...beside].flatMap((one) => (one === null || one === back ? [] : [one]));
  const taken = others.map(({ label }) => label).join(" and ");
  const isOneGroup = others.every(({ groupName }) => groupName === back.groupName);
  return {
    kind: "roll-back",
    generation: back,
    label: `Roll back to ${back.label}`,
    does: isOneGroup
      ? backInPlaceWords(back.label, roots)
      : `${back.label} serves alone; ${taken === "" ? "the other" : taken} is taken out of traffic and its servers are kept.`,
    allowed: can.rollBack(fleet, back, connection),
  };
}

const backInPlaceWords = (label: string, roots: boolean) =>
  roots
    ? `Servers of the other version get root volumes of ${label} again, a part of the fleet at a time out of service. Its plan is shown first.`
    : `Servers of the other version are replaced by ${label} again, never with fewer in service than the floor.`;

function retire(fleet: FleetView, one: GenerationView, connection: Connection): NextThing {
  return {
    kind: "retire",
    generation: one,
    label: `Retire ${one.label}`,
    does: `Ends its group and ${countWords(one.servers, "server")} for good; the image stays.`,
    allowed: can.retire(fleet, one, connection),
  };
}

function anew(fleet: FleetView, { kind }: OperationDetail, connection: Connection): NextThing {
  return {
    kind: "replace",
    generation: null,
    label: kind === "replace" ? "Replace again" : "Replace",
    does: "Makes a new plan from what the fleet is now; nothing is done before you start it.",
    allowed: can.replace(fleet, connection),
  };
}
