import type { Facts } from "../../model/facts.ts";
import { countWords } from "../../words/counts.ts";
import type { CheckedServer, DriftRule } from "../drift-case.ts";

/** Servers whose image can't be started again. They go on serving; what is launched in their place does not come up. */
export const imageGone: DriftRule = (drift) => {
  const { images } = drift.index.facts;
  if (images.size === 0) return [];
  const gone = drift.servers.filter(({ server }) => whyGone(server.imageId, images) !== null);
  const byImage = Map.groupBy(gone, ({ server }) => server.imageId);
  return [...byImage].map(([imageId, servers]) => ({
    kind: "image-gone" as const,
    subject: imageId,
    evidence: `${countWords(servers.length, "server")} of ${labelsOf(servers)} ${servers.length === 1 ? "runs" : "run"} ${imageId}, ${whyGone(imageId, images) ?? ""}.`,
    cure: `They go on serving, but no server can be started from it: replace ${drift.fleetName} with an image that is there, before the fleet needs a new one.`,
    seenAtMs: Math.min(...servers.map(({ server }) => server.readAtMs)),
  }));
};

function whyGone(id: string, images: Facts["images"]): string | null {
  const image = images.get(id);
  if (image === undefined) return "which is deregistered, or no longer shared with this account";
  if (image.state === "available" || image.state === "pending" || image.state === "transient")
    return null;
  return `which AWS calls ${image.state}`;
}

const labelsOf = (servers: readonly CheckedServer[]) =>
  [...new Set(servers.map(({ draft }) => draft.label))].join(", ");
