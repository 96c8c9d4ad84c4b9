/**
 * The ports by which the console meets the world, as narrow as their users need. Adapters are in aws/, journal/,
 * practice/ and the hosts; console.ts puts them together; tests pass their own.
 */
import type { AwsFields } from "../shared/model/calls/aws-fields.ts";
import type { Call, CallOutcome } from "../shared/model/call.ts";
import type { Connection, ClockReading } from "../shared/model/connection.ts";
import type {
  ActivityFact,
  GroupExtra,
  GroupExtras,
  GroupFact,
  ImageFact,
  ServerFact,
  SnapshotFact,
  TargetGroupFact,
  TargetHealthFact,
  TemplateVersionFact,
} from "../shared/model/facts.ts";
import type { RuleFact } from "../shared/model/facts/rule-facts.ts";
import type { AlarmFact, HttpAnswer, StatusCheckFact } from "../shared/model/facts/watch-facts.ts";
import type { ProspectQuestion, Prospects } from "../shared/model/facts/outlook-facts.ts";
import type { RootTaskFact } from "../shared/model/facts/root-volumes.ts";
import type { ReturnFacts, ReturnQuestion } from "../shared/model/facts/return-facts.ts";
import type {
  GroupName,
  ImageId,
  ServerId,
  TargetGroupArn,
  TemplateId,
} from "../shared/model/ids.ts";
import type { ImageReads } from "./image-reads.ts";
import type { HookFact, RefreshFact } from "../shared/model/facts/signs.ts";

/** Time of one connection. `sleep` resolves after that much of its own time, or at once when the signal aborts. */
export interface Clock {
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  reading(): ClockReading;
}

export interface Random {
  /** 0 <= x < 1 */
  next(): number;
  id(prefix: string): string;
}

/** Lower goes first: 0 a running operation, 1 what is on screen, 2 the rest, 3 what was long ago. */
export type Priority = 0 | 1 | 2 | 3;

export interface Identity {
  readonly accountId: string;
  readonly arn: string;
}

/** Fresh reads of one connection. Every one goes to the cloud. Errors are BennuErrors. Missing things are left out. */
export interface CloudReader extends ImageReads {
  identity(): Promise<Identity>;
  groups(names: readonly GroupName[], priority?: Priority): Promise<readonly GroupFact[]>;
  groupExtras(name: GroupName): Promise<GroupExtras>;
  /** The group as AWS describes it, field by field; null: AWS knows none of that name. */
  groupAsDescribed(name: GroupName): Promise<AwsFields | null>;
  /** CloudWatch's metric alarms by name, as the input that would make each again. */
  alarmDefinitions(names: readonly string[]): Promise<readonly GroupExtra[]>;
  activities(name: GroupName, sinceMs: number): Promise<readonly ActivityFact[]>;
  servers(ids: readonly ServerId[], priority?: Priority): Promise<readonly ServerFact[]>;
  /** Servers that carry this tag and aren't terminated; null: of any value. */
  serversByTag(key: string, value: string | null): Promise<readonly ServerFact[]>;
  images(ids: readonly ImageId[], priority?: Priority): Promise<readonly ImageFact[]>;
  imagesByName(name: string): Promise<readonly ImageFact[]>;
  /** The account's own; null: of any value. */
  imagesByTag(key: string, value: string | null): Promise<readonly ImageFact[]>;
  snapshotsByTag(key: string, value: string | null): Promise<readonly SnapshotFact[]>;
  snapshotStates(
    ids: readonly string[],
  ): Promise<Readonly<Record<string, { state: string; progress: string }>>>;
  templateVersions(id: TemplateId): Promise<readonly TemplateVersionFact[]>;
  targetGroups(arns: readonly TargetGroupArn[]): Promise<readonly TargetGroupFact[]>;
  targetHealth(arn: TargetGroupArn, priority?: Priority): Promise<readonly TargetHealthFact[]>;
  /** The attachment states of the group's target groups: Adding, Added, InService, Removing, Removed. */
  trafficSources(name: GroupName): Promise<Readonly<Record<string, string>>>;
  lifecycleHooks(name: GroupName): Promise<readonly HookFact[]>;
  /** The newest first, an active one before all others; none of a group that is gone. */
  refreshes(name: GroupName): Promise<readonly RefreshFact[]>;
  /** Rules of load balancers by ARN; one that is gone is left out. */
  rules(arns: readonly string[]): Promise<readonly RuleFact[]>;
  /** All rules that forward to one of these target groups. */
  rulesTo(arns: readonly TargetGroupArn[]): Promise<readonly RuleFact[]>;
  /** Metric and composite alarms; those that don't exist are left out. */
  alarmStates(names: readonly string[]): Promise<readonly AlarmFact[]>;
  /** Of those that run; a server that EC2 doesn't report is left out. */
  statusChecks(ids: readonly ServerId[]): Promise<readonly StatusCheckFact[]>;
  /** Exchanges of root volumes of these servers, under way or ended; none asked for: none. */
  rootTasks(ids: readonly ServerId[]): Promise<readonly RootTaskFact[]>;
  /** What a GET is answered with, no redirect followed. In the practice cloud no network is asked. */
  httpAnswer(url: string): Promise<HttpAnswer>;
  /** Decoded; "" while there is none. */
  consoleOutput(id: ServerId): Promise<string>;
  /** Room and alarms around a fleet; each part is null where it could not be read. */
  prospects(question: ProspectQuestion): Promise<Prospects>;
  /** For returns to earlier generations, in the background; a part that can't be read is left out. */
  returnFacts(question: ReturnQuestion): Promise<ReturnFacts>;
  subnets(): Promise<
    readonly {
      id: string;
      zone: string;
      name: string | null;
      available: number;
      vpcId?: string | null;
    }[]
  >;
}

/** The one place that changes a cloud. Never throws for AWS's answer: it says what came of the call. */
export interface CloudActor {
  perform(call: Call): Promise<CallOutcome>;
}

/** Reading a whole region, page by page, for the inventory. */
export interface RegionPages {
  groupPages(): AsyncIterable<readonly GroupFact[]>;
  serverPages(): AsyncIterable<readonly ServerFact[]>;
  /** Images the account owns. */
  imagePages(): AsyncIterable<readonly ImageFact[]>;
  /** The latest and the default version of every template: AWS lists no others over all templates. */
  latestVersionPages(): AsyncIterable<readonly TemplateVersionFact[]>;
  /** All versions of these templates, after everything else; none of one that is gone. */
  templateVersionPages(ids: readonly TemplateId[]): AsyncIterable<readonly TemplateVersionFact[]>;
  targetGroupPages(): AsyncIterable<readonly TargetGroupFact[]>;
}

/** One connection's cloud. `calls` counts requests that were sent, for the screen's calls a minute. */
export interface Cloud {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly reader: CloudReader;
  readonly actor: CloudActor;
  readonly pages: RegionPages;
  callsPerMinute(): number;
  /** For how long AWS has been refusing calls as too many, by the machine's time; null: it isn't. */
  slowedForMs?(): number | null;
  close(): void;
}
