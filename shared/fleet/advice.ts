/** The one next step that an operator is advised to take, the most urgent first; null if there is nothing to do. */
import { revokedWords } from "../lineage/revocation.ts";
import type { BaseStep } from "../lineage/newer-base.ts";
import type { ImageFact } from "../model/facts.ts";
import type { FleetView, GenerationView } from "../model/fleet.ts";
import { countWords } from "../words/counts.ts";
import { agoWords } from "../words/durations.ts";

/** What is newer than what is live; null: nothing is. */
export interface Newer {
  readonly image: ImageFact | null;
  readonly base: BaseStep<{ readonly name: string }> | null;
}

export function adviceFor(
  fleet: Omit<FleetView, "advice">,
  { image, base }: Newer,
  nowMs: number,
): string | null {
  if (fleet.heldBy !== null) return null;
  const live = fleet.generations.find((one) => one.id === fleet.liveId) ?? null;
  if (live === null) return "Nothing is live: look at its groups in AWS.";
  return (
    short(fleet) ??
    temporary(fleet) ??
    leftover(fleet, nowMs) ??
    newer(live, image) ??
    revoked(live) ??
    drifted(fleet, live) ??
    outdated(live, base) ??
    unready(fleet, live)
  );
}

function short(fleet: Omit<FleetView, "advice">): string | null {
  if (fleet.inService >= fleet.floor) return null;
  return (
    `Only ${String(fleet.inService)} of ${String(fleet.desired)} servers are in service: ` +
    "see what keeps the others from it before any change."
  );
}

function temporary(fleet: Omit<FleetView, "advice">): string | null {
  const kinds = ["two-live-generations", "stale-claim", "left-suspended", "left-protected"];
  const finding = fleet.findings.find((one) => kinds.includes(one.kind));
  return finding === undefined ? null : `${finding.evidence} ${finding.cure}`;
}

function leftover(fleet: Omit<FleetView, "advice">, nowMs: number): string | null {
  const rising = fleet.generations.find((one) => one.state === "rising" && one.servers > 0);
  if (rising !== undefined) {
    return `${rising.label} was raised and nobody is at work on it: roll back or retire it; then it can be replaced again.`;
  }
  for (const { label, state, warmUntilMs, servers } of fleet.generations) {
    if (state !== "warm" || warmUntilMs === null || warmUntilMs >= nowMs) continue;
    const ago = agoWords(warmUntilMs, nowMs);
    const still = servers === 1 ? "1 server still runs" : `${String(servers)} servers still run`;
    return `Retire ${label}: its warm time ended ${ago}, and ${still}.`;
  }
  return null;
}

function newer(live: GenerationView, image: ImageFact | null): string | null {
  if (image === null) return null;
  const also =
    live.snowflakes > 0 ? `; it ends ${countWords(live.snowflakes, "snowflake")} as well` : "";
  return `Replace ${live.label} with ${image.name}: newer, of the same recipe, and verified${also}.`;
}

function revoked({ label, revoked: found }: GenerationView): string | null {
  if (found === null) return null;
  return `Replace ${label} by another image: it is ${revokedWords(found)} Where its base is revoked, a campaign from the base bakes what is needed.`;
}

function outdated({ label }: GenerationView, base: Newer["base"]): string | null {
  if (base === null) return null;
  return `${base.to.name} is newer than ${base.from.name}, on which ${label} stands: plan a campaign from it in Images.`;
}

function drifted(fleet: Omit<FleetView, "advice">, live: GenerationView): string | null {
  if (live.snowflakes > 0) {
    return `Replace ${live.label}: ${countWords(live.snowflakes, "snowflake")} differ from its generation.`.replace(
      "1 snowflake differ",
      "1 snowflake differs",
    );
  }
  const old = fleet.findings.find((one) => one.kind === "too-old");
  return old === undefined ? null : `${old.evidence} ${old.cure}`;
}

function unready(fleet: Omit<FleetView, "advice">, live: GenerationView): string | null {
  const others = fleet.generations.filter((one) => one.id !== live.id);
  if (others.some((one) => one.readiness.kind === "warm" || one.readiness.kind === "cold"))
    return null;
  if (others.some((one) => one.readiness.kind === "unknown")) return null;
  return others.length === 0 || fleet.olderUnread
    ? null
    : "No earlier generation can return: keep the image of the next one.";
}
