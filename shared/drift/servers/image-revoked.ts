/** What serves, is warm or is promised and stands on a revoked image: it goes on until it is replaced. */
import { revokedWords } from "../../lineage/revocation.ts";
import type { Finding, FleetView, GenerationView, Revocation } from "../../model/fleet.ts";
import { countWords } from "../../words/counts.ts";

type Row = Pick<FleetView, "name" | "readAtMs"> & {
  readonly generations: readonly GenerationView[];
};

export function revokedFindings(fleet: Row, nowMs: number): Finding[] {
  return fleet.generations.flatMap((one) => {
    const role = roleOf(one);
    if (one.revoked === null || role === null) return [];
    return [
      {
        kind: "image-revoked" as const,
        subject: one.label,
        evidence: `${one.label} ${role}, and its image ${one.imageName ?? one.imageId ?? ""} ${when(one.revoked, nowMs)}`,
        cure: cureOf(one, fleet.name),
        seenAtMs: fleet.readAtMs,
      },
    ];
  });
}

function roleOf({ state, inService, servers, promise }: GenerationView): string | null {
  if (state === "live" || state === "rising")
    return `has ${countWords(inService, "server")} in service`;
  if (state === "warm") return `is kept warm with ${countWords(servers, "server")}`;
  return promise === null ? null : "is promised to return";
}

function when(revoked: Revocation, nowMs: number): string {
  if ((revoked.fromMs ?? 0) <= nowMs) return `is ${revokedWords(revoked)}`;
  const from = new Date(revoked.fromMs ?? 0).toISOString().slice(0, 16).replace("T", " ");
  return `is to be ${revokedWords(revoked)} It counts from ${from} UTC on.`;
}

const cureOf = ({ state, label }: GenerationView, fleet: string) =>
  state === "live" || state === "rising"
    ? `It goes on serving, and AWS goes on starting servers from it: replace ${fleet} with an image that isn't revoked, or plan a campaign from its base.`
    : `Nobody returns to it as things are: retire ${label} once another generation can return.`;
