/** Frames of a page while something is scrolled: how far they are apart, and what script and layout took of each. */
import type { CDPSession, Page } from "playwright-core";

export interface Frames {
  readonly deltasMs: readonly number[];
  /** Of each frame: script, style and layout on the page's main thread. */
  readonly busyMs: readonly number[];
  /** The same by the thread's own clock: what others take of the machine meanwhile isn't in it. */
  readonly cpuMs: readonly number[];
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly pid: number;
  readonly tid: number;
}

const WORK = new Set([
  "EvaluateScript",
  "EventDispatch",
  "FireAnimationFrame",
  "FireIdleCallback",
  "FunctionCall",
  "Layout",
  "MajorGC",
  "MinorGC",
  "RunMicrotasks",
  "TimerFire",
  "UpdateLayoutTree",
  "V8.GCScavenger",
]);
const STEPS = 40;

/** Turns the wheel over the middle of this element, down and up again. */
export const framesWhileScrolling = (page: Page, selector: string): Promise<Frames> =>
  framesWhile(page, selector, async () => {
    for (let step = 0; step < STEPS; step += 1)
      await page.mouse.wheel(0, step < STEPS / 2 ? 240 : -240);
  });

/** The frames while something is done with the pointer over the middle of this element. */
export async function framesWhile(
  page: Page,
  selector: string,
  work: () => Promise<void>,
): Promise<Frames> {
  const cdp = await page.context().newCDPSession(page);
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`nothing to scroll: ${selector}`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const events = await startTrace(cdp);
  await page.evaluate(beginFrames);
  await work();
  const deltasMs = await page.evaluate(endFrames);
  const { busyMs, cpuMs } = busyOfFrames(await events());
  await cdp.detach();
  return { deltasMs, busyMs, cpuMs };
}

interface Watching {
  benchFrames?: number[];
}

function beginFrames(): void {
  const frames: number[] = [];
  (window as Watching).benchFrames = frames;
  const frame = (now: number) => {
    frames.push(now);
    if ((window as Watching).benchFrames) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

function endFrames(): number[] {
  const frames = (window as Watching).benchFrames ?? [];
  delete (window as Watching).benchFrames;
  return frames.slice(1).map((at, index) => at - (frames[index] ?? at));
}

/** Resolves with the function that ends it and gives its events. */
async function startTrace(cdp: CDPSession): Promise<() => Promise<readonly TraceEvent[]>> {
  const events: TraceEvent[] = [];
  cdp.on("Tracing.dataCollected", ({ value }) =>
    events.push(...(value as unknown as TraceEvent[])),
  );
  await cdp.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["devtools.timeline", "v8"] },
  });
  return async () => {
    const complete = new Promise<void>((resolve) =>
      cdp.once("Tracing.tracingComplete", () => resolve()),
    );
    await cdp.send("Tracing.end");
    await complete;
    return events;
  };
}

/** Frames begin where the bench's own animation frame is fired; work inside work counts once. */
function busyOfFrames(events: readonly TraceEvent[]): Pick<Frames, "busyMs" | "cpuMs"> {
  const fired = events.filter(({ name, ph }) => name === "FireAnimationFrame" && ph === "X");
  const thread = busiestThread(fired);
  const mine = events.filter(({ pid, tid }) => `${String(pid)}/${String(tid)}` === thread);
  const starts = mine
    .filter(({ name, ph }) => name === "FireAnimationFrame" && ph === "X")
    .map(({ ts }) => ts);
  const frames = distinctFrames(starts.toSorted((left, right) => left - right));
  const work = outermost(mine.filter(({ name, ph }) => ph === "X" && WORK.has(name)));
  const each = (of: (from: number, to: number) => number) =>
    frames.slice(1).map((end, index) => of(frames[index] ?? end, end) / 1000);
  return {
    busyMs: each((from, to) => within(work, from, to)),
    cpuMs: each((from, to) => begunWithin(work, from, to)),
  };
}

function busiestThread(fired: readonly TraceEvent[]): string {
  const counts = Map.groupBy(fired, ({ pid, tid }) => `${String(pid)}/${String(tid)}`);
  return [...counts].toSorted(([, left], [, right]) => right.length - left.length)[0]?.[0] ?? "";
}

/** Callbacks of one frame are fired right after each other. */
const SAME_FRAME_MICROS = 4000;
const distinctFrames = (starts: readonly number[]) =>
  starts.filter((ts, index) => ts - (starts[index - 1] ?? -Infinity) > SAME_FRAME_MICROS);

interface Span {
  readonly from: number;
  readonly to: number;
  readonly cpu: number;
}

function outermost(events: readonly TraceEvent[]): readonly Span[] {
  const spans: Span[] = [];
  let end = -Infinity;
  for (const { ts, dur = 0, tdur = dur } of events.toSorted((left, right) => left.ts - right.ts)) {
    if (ts + dur <= end) continue;
    spans.push({ from: Math.max(ts, end), to: ts + dur, cpu: tdur });
    end = ts + dur;
  }
  return spans;
}

const begunWithin = (spans: readonly Span[], from: number, to: number) =>
  spans.reduce((sum, span) => sum + (span.from >= from && span.from < to ? span.cpu : 0), 0);

const within = (spans: readonly Span[], from: number, to: number) =>
  spans.reduce(
    (sum, span) => sum + Math.max(0, Math.min(span.to, to) - Math.max(span.from, from)),
    0,
  );
