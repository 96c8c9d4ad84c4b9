/** Puts the retention rule on a connection's generations: which are promised to return, and whether that holds. */
import { promiseFindings } from "../drift/promises/promise-findings.ts";
import type { Connection } from "../model/connection.ts";
import type { Facts } from "../model/facts.ts";
import type { FleetView, GenerationView } from "../model/fleet.ts";
import { promisedCount, promisedOf } from "../rules/promises.ts";
import type { FactIndex } from "./fact-index.ts";

export function withPromises(
  generations: readonly GenerationView[],
  liveId: string | null,
  { connection, index }: { readonly connection: Connection; readonly index: FactIndex },
): readonly GenerationView[] {
  const promised = new Set(promisedOf(generations, liveId, promisedCount(connection)));
  if (promised.size === 0) return generations;
  return generations.map((one) => {
    if (!promised.has(one)) return one;
    const image = one.imageId === null ? undefined : index.facts.images.get(one.imageId);
    return { ...one, promise: { isKept: image?.deregistrationProtected === true } };
  });
}

/** An image that several fleets run is let go of when none of them promises it any more. */
export function withPromiseFindings(fleets: readonly FleetView[], facts: Facts): FleetView[] {
  const promised = promisedImages(fleets);
  return fleets.map((fleet) => {
    const { name: fleetName, generations, readAtMs } = fleet;
    const found = promiseFindings({ fleetName, generations, facts, readAtMs, promised });
    return found.length === 0 ? fleet : { ...fleet, findings: [...fleet.findings, ...found] };
  });
}

export function promisedImages(fleets: readonly FleetView[]): ReadonlySet<string> {
  return new Set(
    fleets.flatMap(({ generations }) =>
      generations.flatMap(({ promise, imageId }) =>
        promise === null || imageId === null ? [] : [imageId],
      ),
    ),
  );
}
