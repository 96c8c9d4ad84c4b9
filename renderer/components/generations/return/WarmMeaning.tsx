import type { FleetView, GenerationView } from "../../../../shared/model/fleet.ts";
import { priceOf, sumWords } from "../../../../shared/plan/outlook/money.ts";
import { countWords } from "../../../../shared/words/counts.ts";
import { useRequest } from "../../../client/requests.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { dateTimeWords } from "../../../ui/clock-time.ts";

interface WarmMeaningProps {
  readonly fleet: FleetView;
  readonly generation: GenerationView;
}

/** What "warm" means, spelled out: what runs, what doesn't happen to it, what it costs, until when. */
export function WarmMeaning({ fleet, generation }: WarmMeaningProps) {
  const { servers, suspended = [], warmUntilMs } = generation;
  const price = useWarmPrice(fleet, generation);
  const held =
    suspended.length === 0
      ? "its group goes on looking after itself"
      : `its group does nothing by itself: ${countWords(suspended.length, "process", "processes")} suspended`;
  const until = warmUntilMs === null ? "" : `, promised until ${dateTimeWords(warmUntilMs)}`;
  return (
    <span className="return-why" title={suspended.join(", ")}>
      {countWords(servers, "server")} {servers === 1 ? "runs" : "run"} without traffic{until};{" "}
      {held}. {price}
    </span>
  );
}

/** By the types that its servers have; unknown as soon as one of them is. */
function useWarmPrice(fleet: FleetView, { id, servers }: GenerationView): string {
  const rows = useTopic("servers", fleet.id).rows;
  const region = useTopic("connections").rows.get(fleet.connectionId)?.connection.region ?? "";
  const rails = useRequest(
    "rails:read",
    { connectionId: fleet.connectionId },
    { staleTimeMs: 60_000 },
  );
  const own = [...rows.values()].filter(({ generationId }) => generationId === id);
  const prices = own.map(({ instanceType }) =>
    priceOf(instanceType, region, rails.data?.prices ?? []),
  );
  const sum = prices.reduce<number | null>(
    (total, { usdPerHour }) => (total === null || usdPerHour === null ? null : total + usdPerHour),
    0,
  );
  if (own.length < servers || sum === null) return "What it costs an hour is not known.";
  return `It costs about ${sumWords(sum)} an hour.`;
}
