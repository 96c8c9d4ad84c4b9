/** The servers of a replacement as its looks would have seen them. */
import type { OperationDetail } from "../../../shared/model/operation.ts";
import { serverId } from "../../../shared/model/ids.ts";
import type { SlotServer } from "../../../shared/slots/slot-server.ts";

const zones = ["eu-west-1a", "eu-west-1b", "eu-west-1c"];
const zoneOf = (index: number) => zones[index % zones.length] ?? "";

export function slotsOf(operation: OperationDetail): readonly SlotServer[] {
  const { startedAtMs, samples } = operation;
  const old = Array.from({ length: samples[0]?.from ?? 0 }, (_, index): SlotServer => {
    const moment = {
      atMs: startedAtMs,
      side: "from",
      state: "in-service",
      sawBegin: false,
    } as const;
    return { id: serverId(`i-0old${String(index)}`), zone: zoneOf(index), moments: [moment] };
  });
  return [...old, ...Array.from({ length: 31 }, (_, index) => aNewOne(operation, index))];
}

function aNewOne({ samples, startedAtMs }: OperationDetail, index: number): SlotServer {
  const last = samples.at(-1)?.atMs ?? startedAtMs;
  const arrived = samples.find(({ to }) => to > index)?.atMs ?? null;
  const cameMs = (arrived ?? last + 20_000 * (index - 23)) - 95_000 - index * 300;
  const seen = { side: "to", sawBegin: true } as const;
  const coming = { ...seen, atMs: cameMs, state: "launching" } as const;
  const warming = { ...seen, atMs: cameMs + 40_000, state: "warming" } as const;
  const serving = { ...seen, atMs: arrived ?? last, state: "in-service" } as const;
  const isWarming = index < 28;
  const rest = arrived !== null ? [warming, serving] : isWarming ? [warming] : [];
  return {
    id: serverId(`i-0new${String(index)}`),
    zone: zoneOf(index),
    moments: [coming, ...rest],
  };
}
