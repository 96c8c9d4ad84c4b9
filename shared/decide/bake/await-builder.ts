/**
 * Waits until a builder, or a fresh boot, has said on its console how it ended. Silence is never success: a server
 * that is off without a last word, or that never speaks, fails the bake. What was read once is kept, for a console
 * holds only its last 64 KB.
 */
import type { ConsoleReading, LogLine } from "../../bake/console.ts";
import { framesScript } from "../../bake/frames-by-script.ts";
import type { ServerFact } from "../../model/facts.ts";
import { cutPackages, cutWords } from "../../compare/cut.ts";
import type { Manifest, TestResult } from "../../model/manifest.ts";
import { failed, type Decision, type Memory, type WorkOf } from "../decision.ts";
import { pace } from "../pace.ts";
import { span } from "../words.ts";

type Work = WorkOf<"await-builder">;

export interface AwaitBuilderSeen {
  /** Null: there is no such server any more. */
  readonly server: ServerFact | null;
  readonly reading: ConsoleReading;
  /** Whether Systems Manager reaches it, and still carries out what it was asked; left out: it is not asked. */
  readonly agent?: { readonly isOnline: boolean; readonly isAsked: boolean };
}

/** What was heard in earlier looks, and since when the server is off. */
interface Heard {
  readonly log: readonly LogLine[];
  readonly tests: readonly TestResult[];
  readonly offSinceMs: number | null;
}

/** The log is followed live. */
const SLOWEST_MS = 12_000;
const ASKED_EVERY_MS = 15_000;
/** AWS posts a console some time after the server has stopped. */
const LAST_WORD_WITHIN_MS = 5 * 60_000;
/** A server powers itself off at its time limit; so long after that, it is not going to say anything. */
const GRACE_MS = 10 * 60_000;

export function decideAwaitBuilder(
  work: Work,
  seen: AwaitBuilderSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  if (serverOf(work, memory) === undefined)
    return failed("No server is known whose console could be read.");
  const heard = hear(seen, memory, nowMs);
  const bake = bakeOf(work, heard, memory);
  const { end } = seen.reading;
  if (end && !end.ok) return { kind: "failed", reason: failureWords(work, end.reason), bake };
  if (end?.ok) return ended(work, seen, heard, memory);
  const silent = silence(work, seen.server, heard, memory, nowMs);
  if (silent) return { kind: "failed", reason: silent, bake, ...lagOf(seen) };
  const asking = ask(seen, memory, nowMs);
  if (asking) return { ...asking, kept: { ...heard }, bake };
  return {
    kind: "wait",
    note: noteOf(seen),
    recheckMs: pace(memory.startedAtMs, nowMs, SLOWEST_MS),
    progress: progressOf(seen.reading),
    kept: { ...heard },
    bake,
  };
}

/** Null: the console is all there is, or it was asked a moment ago. One refusal is enough: the console tells as well. */
function ask({ server, agent }: AwaitBuilderSeen, memory: Memory, nowMs: number) {
  if (agent?.isOnline !== true || agent.isAsked || server?.state !== "running") return null;
  const asked = memory.calls.filter(({ name }) => name === "SendCommand");
  const wasRefused = asked.some(({ outcome }) => outcome?.kind === "failed");
  if (wasRefused || nowMs - (asked.at(-1)?.atMs ?? -Infinity) < ASKED_EVERY_MS) return null;
  return {
    kind: "act" as const,
    note: `Asking ${server.id} by Systems Manager`,
    calls: [
      {
        call: "SendCommand" as const,
        serverIds: [server.id],
        script: framesScript,
        comment: "Bennu: what a builder has said so far",
        timeoutSeconds: 60,
      },
    ],
  };
}

/** A server that isn't listed may be too new to be. */
const lagOf = ({ server }: AwaitBuilderSeen) => (server === null ? { mayLag: true as const } : {});

const serverOf = (work: Work, memory: Memory) =>
  work.role === "builder" ? memory.outputs.builderId : memory.outputs.freshBootId;

function ended(work: Work, seen: AwaitBuilderSeen, heard: Heard, memory: Memory): Decision {
  const bake = bakeOf(work, heard, memory);
  const isGone = seen.server === null || isEnding(seen.server);
  if (work.role === "builder" && isGone)
    return { kind: "failed", reason: goneWords(work), bake, ...lagOf(seen) };
  if (work.role === "builder" && seen.server?.state !== "stopped") {
    const note = "All tests passed; waiting until the builder is off, so that its disk is at rest";
    return { kind: "wait", note, recheckMs: 2000, progress: 0.98, kept: { ...heard }, bake };
  }
  const doubt = unheardTests(work, heard);
  if (doubt) return { kind: "failed", reason: doubt, bake };
  return done(work, seen, heard, memory);
}

function done(work: Work, seen: AwaitBuilderSeen, heard: Heard, memory: Memory): Decision {
  const { manifest } = seen.reading;
  const bake = bakeOf(work, heard, memory);
  const count = String(heard.tests.length);
  return {
    kind: "done",
    note: `${count} of ${count} tests passed`,
    produced: { tests: bake.tests, log: bake.log, ...(manifest ? { manifest } : {}) },
    bake,
    ...manifestEvents(manifest),
  };
}

/** That the manifest is not whole is said where it was printed. */
function manifestEvents(manifest: Manifest | null): Pick<Decision & { kind: "done" }, "events"> {
  const warn = (text: string) => ({ events: [{ level: "warn", text } as const] });
  if (manifest === null) return warn(lostManifest);
  const cut = cutPackages(manifest);
  return cut === null ? {} : warn(`Its console had not room for its manifest: ${cutWords(cut)}`);
}

const lostManifest =
  "Parts of the manifest were lost on the console, so it is not known from this boot.";

/** Results that were lost on the way are not passed tests. */
function unheardTests(work: Work, heard: Heard): string | null {
  const passed = new Set(heard.tests.filter((test) => test.passed).map((test) => test.name));
  const missing = work.tests.filter((name) => !passed.has(name));
  if (missing.length === 0) return null;
  return (
    `The ${work.role} says that it is done, but the results of ${String(missing.length)} tests never arrived ` +
    `(${missing.slice(0, 3).join("; ")}). An image whose tests nobody has seen is not shipped. Bake again.`
  );
}

function hear(seen: AwaitBuilderSeen, memory: Memory, nowMs: number): Heard {
  const before = memory.kept as Partial<Heard> | null;
  const off =
    seen.server === null ||
    ["stopped", "stopping"].includes(seen.server.state) ||
    isEnding(seen.server);
  return {
    log: merged(before?.log ?? [], seen.reading.log),
    tests: mergedTests(before?.tests ?? [], seen.reading.tests),
    offSinceMs: off ? (before?.offSinceMs ?? nowMs) : null,
  };
}

function merged(before: readonly LogLine[], now: readonly LogLine[]): readonly LogLine[] {
  const bySeq = new Map([...before, ...now].map((line) => [line.seq, line]));
  return [...bySeq.values()].toSorted((a, b) => a.seq - b.seq).slice(-2000);
}

function mergedTests(
  before: readonly TestResult[],
  now: readonly TestResult[],
): readonly TestResult[] {
  return [...new Map([...before, ...now].map((test) => [test.name, test])).values()];
}

/** The fresh boot adds to what the builder has left. */
function bakeOf(work: Work, heard: Heard, memory: Memory) {
  const fresh = work.role === "fresh-boot";
  const lines = heard.log.map((line) => line.text);
  const earlierTests = (memory.outputs.tests ?? []).filter((test) => test.where === "builder");
  return {
    log: fresh ? [...(memory.outputs.log ?? []), "══ Fresh boot of the image", ...lines] : lines,
    tests: fresh ? [...earlierTests, ...heard.tests] : heard.tests,
  };
}

function silence(
  work: Work,
  server: ServerFact | null,
  heard: Heard,
  memory: Memory,
  nowMs: number,
): string | null {
  if (server === null || isEnding(server)) return goneWords(work);
  if (heard.offSinceMs !== null && nowMs - heard.offSinceMs > LAST_WORD_WITHIN_MS)
    return offWords(work, heard);
  if (nowMs - memory.startedAtMs <= work.timeoutMs + GRACE_MS) return null;
  return (
    `The ${work.role} ${server.id} has not said how it ended within ${span(work.timeoutMs + GRACE_MS)}. ` +
    "It is ended. Look at its log below; if it is empty, the base may not run user data, or has no network."
  );
}

const isEnding = (server: ServerFact) => ["shutting-down", "terminated"].includes(server.state);

const goneWords = (work: Work) =>
  `The ${work.role} was ended by someone else before it was done. No image came of it. Bake again.`;

function offWords(work: Work, heard: Heard): string {
  const last = heard.log.at(-1)?.text;
  const after = last ? ` The last line of its log: "${last}".` : " It has written no log.";
  return (
    `The ${work.role} powered itself off without saying how it ended: it may have run into its time limit of ` +
    `${span(work.timeoutMs)}.${after} Look at the log, correct the recipe, and bake again.`
  );
}

function failureWords(work: Work, reason: string): string {
  const where = work.role === "builder" ? "On the builder" : "On a fresh boot of the image";
  return `${where}: ${reason}. Its log is kept, and what it started is taken away. Correct the recipe, and bake again.`;
}

function noteOf({ server, reading }: AwaitBuilderSeen): string {
  if (reading.progress) return reading.progress.title;
  return server
    ? `${server.id} is booting; its console has said nothing yet`
    : "Looking for the server";
}

function progressOf(reading: ConsoleReading): number | null {
  return reading.progress ? reading.progress.done / reading.progress.of : null;
}
