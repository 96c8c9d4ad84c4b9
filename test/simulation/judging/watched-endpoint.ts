/**
 * Watches every call of the console under test on its way into the world. After each that could take capacity away,
 * the world is let run ahead twice, with the call and without: what is worse with it is our doing.
 */
import { createHash } from "node:crypto";
import type {
  PracticeEndpoint,
  WireReply,
  WireRequest,
} from "../../../electron/practice/wire/messages.ts";
import { queryParameters } from "../../../electron/practice/wire/codec/query-form.ts";
import type { World } from "../../../electron/practice/world/kernel/world.ts";
import type { Effect } from "./exactly-once.ts";
import { fewestServing, foreseen, servingCount, servingIds, WHOLE, type Part } from "./serving.ts";

const AHEAD_MS = 8 * 60_000;
const READING = /^(Describe|Get|List)/;
/** In place the newest is what gives the group back: all that it changed to is proved by then. */
const SHIFTING =
  /^(SuspendProcesses|DetachTrafficSources|TerminateInstanceInAutoScalingGroup|ResumeProcesses) /;
/** Calls that can't end or cut off a server. */
const HARMLESS = /^(Create|Run|Attach)|Tags$/;

/** A fleet that is watched by itself, with the floor that its newest plan promises. */
export interface WatchedPart extends Part {
  /** "": there is no other. */
  readonly name: string;
  readonly floor: () => number;
}

export class Watch {
  readonly problems: string[] = [];
  readonly calls: string[] = [];
  /** Of the plan that is being carried out, where there is one fleet. */
  floor = 0;
  parts: readonly WatchedPart[] = [{ ...WHOLE, name: "", floor: () => this.floor }];
  /** So old may an answer be: what happened since then nobody could know. */
  staleMs = 0;
  /** Right before the newest call that takes a group out of traffic. */
  servedAtShift: ReadonlySet<string> = new Set();
  #serving = 0;
  #changedAtMs = -Infinity;
  /** Somebody else acted after the newest answer about groups was given. */
  #othersCameAfter = false;
  #active = 0;
  /** When a member was last added to any group. */
  #cameAtMs = -Infinity;
  #knownActive = 0;
  readonly #world: World;
  #effects: Effect[] = [];
  readonly #hash = createHash("sha256");

  constructor(world: World) {
    this.#world = world;
  }

  over(endpoint: PracticeEndpoint): PracticeEndpoint {
    return { handle: (request) => this.#watched(request, endpoint) };
  }

  /** Somebody else has changed what the answers tell: older ones may tell of what was before. */
  othersActed(): void {
    this.#changedAtMs = this.#world.nowMs;
    this.#othersCameAfter = true;
  }

  /** What the region was asked to change since this was asked last. */
  takeEffects(): readonly Effect[] {
    const taken = this.#effects;
    this.#effects = [];
    return taken;
  }

  /** For who only looks: a planner that changed something would be a defect. */
  readOnly(endpoint: PracticeEndpoint): PracticeEndpoint {
    return {
      handle: (request) => {
        const words = wordsOf(request);
        if (!READING.test(words)) this.problems.push(`a planner called ${words}`);
        return endpoint.handle(request);
      },
    };
  }

  /** Of every call, its time and its answer's status. */
  get traceHash(): string {
    return this.#hash.copy().digest("hex").slice(0, 16);
  }

  async #watched(request: WireRequest, endpoint: PracticeEndpoint): Promise<WireReply> {
    const words = wordsOf(request);
    const isRead = READING.test(words);
    this.#count();
    const without =
      isRead || HARMLESS.test(words.split(" ")[0] ?? "") ? null : foreseen(this.#world);
    const surplus = words.startsWith("CancelInstanceRefresh ") ? surplusOf(this.#world) : 0;
    const served = SHIFTING.test(words) ? this.#servingIds() : null;
    if (words.startsWith("DescribeAutoScalingGroups ")) {
      this.#othersCameAfter = false;
      this.#knownActive = memberCount(this.#world);
    }
    const reply = await endpoint.handle(request);
    if (served && reply.status === 200) this.servedAtShift = served;
    const line = `${String(this.#world.nowMs)} ${words} ${String(reply.status)}`;
    this.#hash.update(`${line}\n`);
    if (!isRead) this.#note(line, request, reply);
    if (without && reply.status === 200 && !this.#isUnknown() && !this.#crossed(words))
      this.#compare(words, without, surplus);
    return reply;
  }

  #count(): void {
    const serving = this.parts.reduce((sum, part) => sum + servingCount(this.#world, part), 0);
    if (serving < this.#serving) this.#changedAtMs = this.#world.nowMs;
    this.#serving = serving;
    const active = memberCount(this.#world);
    if (active > this.#active) this.#cameAtMs = this.#world.nowMs;
    this.#active = active;
  }

  #isUnknown(): boolean {
    return this.staleMs > 0 && this.#world.nowMs - this.#changedAtMs <= this.staleMs;
  }

  /** To end a member and its place is relative, AWS has no other; it holds that against the minimum, which they took. */
  #crossed(words: string): boolean {
    if (/^TerminateInstanceInAuto.*Decrement\S*=true/.test(words)) return this.#othersCameAfter;
    return words.startsWith("UpdateAutoScalingGroup ") && this.#hasUnknownServer();
  }

  /** AWS started one while the call was on its way: with it the group has one too many for the size that is asked. */
  #hasUnknownServer(): boolean {
    const cameLately = this.staleMs > 0 && this.#world.nowMs - this.#cameAtMs <= this.staleMs;
    return cameLately || this.#active > this.#knownActive;
  }

  #note(line: string, request: WireRequest, { status }: WireReply): void {
    this.calls.push(line);
    const parameters = queryParameters(request);
    const name = actionOf(request);
    const token = parameters.get("ClientToken") ?? null;
    this.#effects.push({ name, token, isDone: status === 200 || status === 204 });
  }

  #servingIds(): ReadonlySet<string> {
    return new Set(this.parts.flatMap((part) => [...servingIds(this.#world, part)]));
  }

  #compare(words: string, without: ReturnType<typeof foreseen>, surplus: number): void {
    const after = fewestServing(foreseen(this.#world), AHEAD_MS, this.parts);
    const isLow = this.parts.some(
      ({ floor }, at) => (after[at] ?? 0) < Math.max(1, floor() - surplus),
    );
    if (!isLow) return;
    const before = fewestServing(without, AHEAD_MS, this.parts);
    for (const [at, part] of this.parts.entries())
      this.#hold(part, words, after[at] ?? 0, before[at] ?? 0, surplus);
  }

  #hold(part: WatchedPart, words: string, after: number, before: number, surplus: number): void {
    const floor = part.floor();
    const of = part.name === "" ? "" : ` of ${part.name}`;
    if (after >= Math.max(1, floor - surplus) || after >= before) return;
    if (after === 0)
      this.problems.push(`no server${of} serves after ${words} (else ${String(before)})`);
    else if (after < floor) {
      const change = `${String(after)} instead of ${String(before)}`;
      this.problems.push(
        `below the floor of ${String(floor)}${of}: ${change} serve after ${words}`,
      );
    }
  }
}

const memberCount = ({ state }: World) =>
  [...state.groups.values()].reduce((sum, { members }) => sum + members.length, 0);

/** Above a group's size for a refresh: when it is cancelled, AWS ends as many, whichever it likes. */
const surplusOf = ({ state }: World) =>
  [...state.refreshes.values()]
    .filter(({ endedAtMs }) => endedAtMs === null)
    .reduce((sum, { surge }) => sum + surge, 0);

function wordsOf(request: WireRequest): string {
  const parameters = [...queryParameters(request)].filter(
    ([name]) => !/^(Version|Action|UserData|X-Amz.*)$/.test(name),
  );
  const action = actionOf(request);
  return [action, ...parameters.map(([name, value]) => `${name}=${value}`)].join(" ").slice(0, 600);
}

/** S3 has no action in its requests: it is the method on an object, or on a bucket. */
function actionOf(request: WireRequest): string {
  const action = queryParameters(request).get("Action");
  if (action !== undefined) return action;
  const target = request.headers["x-amz-target"]?.split(".").at(-1);
  if (target !== undefined) return target;
  const verb = { PUT: "Put", DELETE: "Delete", GET: "Get", HEAD: "Get" }[request.method] ?? "";
  return `${verb}${request.path.split("/").length > 2 ? "Object" : "Bucket"}`;
}
