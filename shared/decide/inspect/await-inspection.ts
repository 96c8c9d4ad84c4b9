/**
 * Waits until an inspected image's server has printed what is in it. One that never speaks is no failure of the image:
 * it doesn't run user data, or has no console that AWS shows, and that is said once the time is over.
 */
import type { ConsoleReading } from "../../bake/console.ts";
import type { ServerFact } from "../../model/facts.ts";
import { cutPackages, cutWords } from "../../compare/cut.ts";
import type { ImageRecord, Manifest } from "../../model/manifest.ts";
import { failed, failedIfItStays, type Decision, type Memory, type WorkOf } from "../decision.ts";
import { span } from "../words.ts";

type Work = WorkOf<"await-inspection">;

export interface AwaitInspectionSeen {
  /** Null: AWS lists no such server. */
  readonly server: ServerFact | null;
  readonly reading: ConsoleReading;
}

const RECHECK_MS = 10_000;
/** AWS posts a console some time after the server has stopped. */
const LAST_WORD_WITHIN_MS = 5 * 60_000;

export function decideAwaitInspection(
  work: Work,
  { server, reading }: AwaitInspectionSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  if (memory.outputs.builderId === undefined)
    return failed("No server is known whose console could be read. Nothing was changed.");
  const { end, manifest, begun } = reading;
  if (end?.ok && manifest) return learned(work, manifest, nowMs);
  if (end) return failed(end.ok ? LOST : `${work.imageId}: ${end.reason}. ${UNTOUCHED}`);
  if (server === null || isEnding(server)) return failedIfItStays(`${ENDED} ${UNTOUCHED}`);
  const kept = {
    offSinceMs: isOff(server) ? offSince(memory, nowMs) : null,
    spoke: begun !== null,
  };
  if (kept.offSinceMs !== null && nowMs - kept.offSinceMs > LAST_WORD_WITHIN_MS)
    return failed(kept.spoke ? `${LOST}` : silentWords(work, "It powered itself off"));
  if (nowMs - memory.startedAtMs > work.timeoutMs + LAST_WORD_WITHIN_MS)
    return failed(silentWords(work, `It ran for ${span(nowMs - memory.startedAtMs)}`));
  return { kind: "wait", note: noteOf(server, begun), recheckMs: RECHECK_MS, progress: null, kept };
}

const UNTOUCHED = "The image was not touched, and its server is ended.";
const ENDED =
  "The server was ended by someone else before it had printed anything. Inspect the image again.";
const LOST = `The server said that it was done, but what it printed did not arrive whole on its console. ${UNTOUCHED} Inspect the image again.`;

const silentWords = ({ imageId }: Work, what: string) =>
  `${what} and its console said nothing of ours, so what is in ${imageId} isn't known. Most likely the image doesn't run user data at its first boot (Windows, an appliance, no cloud-init), or its base writes no console that AWS shows. ${UNTOUCHED} Such an image can't be inspected in this way.`;

const isEnding = ({ state }: ServerFact) => state === "shutting-down" || state === "terminated";
const isOff = ({ state }: ServerFact) => state === "stopping" || state === "stopped";

function offSince({ kept }: Memory, nowMs: number): number {
  const before = kept?.["offSinceMs"];
  return typeof before === "number" ? before : nowMs;
}

function noteOf(server: ServerFact, begun: string | null): string {
  if (begun !== null) return `${server.id} is printing what is in it`;
  return `${server.id} is booting; its console has said nothing yet`;
}

function learned({ imageId }: Work, manifest: Manifest, nowMs: number): Decision {
  const record: ImageRecord = {
    imageId,
    // What a bake left of it stays as it is.
    ...{ tests: [], recipeName: null, recipeText: null, bakedByOperation: null },
    manifest: { ...manifest, imageId },
    recordedAtMs: nowMs,
  };
  const cut = cutPackages(manifest);
  const holds = cut === null ? String(manifest.packages.length) : String(cut.of);
  const known = cut === null ? "" : ` ${cutWords(cut)}`;
  const text = `${imageId} holds ${holds} packages; what it printed is kept.${known}`;
  const produced = { manifest: record.manifest ?? manifest };
  return { kind: "done", note: text, produced, record };
}
