/**
 * Every request of the renderer, with the schema of its payload. The gate in electron/ipc parses each payload with
 * these and refuses what doesn't fit. One handler a request (held by a house-law test).
 * Channels are `noun:verb`.
 */
import { z } from "zod";
import type { Comparison } from "../compare/comparison.ts";
import type { Ancestries } from "../lineage/ancestry.ts";
import type { BennuErrorData } from "../errors.ts";
import type { Connection } from "../model/connection.ts";
import type { OperationId } from "../model/ids.ts";
import type { GuardRails } from "../model/guard-rails.ts";
import type { ImageRecord } from "../model/manifest.ts";
import type { Planned } from "../model/plan.ts";
import type { ColleagueDeed, FaultChoices } from "../model/practice/practice.ts";
import type { ActiveFault } from "../model/practice/practice-fault.ts";
import type { LessonSummary, LessonView } from "../model/practice/practice-lesson.ts";
import { compareRequestSchemas } from "./compare-schemas.ts";
import { campaignRequestSchemas } from "./campaign-schemas.ts";
import { bakeRequestSchemas, type BakeReplies } from "./bake-schemas.ts";
import { fleetRequestSchemas } from "./fleet-schemas.ts";
import { guardRailsSchema } from "./guard-rails-schema.ts";
import { retentionRequestSchemas, type RetentionReplies } from "./retention-schemas.ts";
import { id, replaceSchema } from "./replace-schema.ts";
import { practiceRequestSchemas } from "./practice-schemas.ts";
import { recipeRequestSchemas, type RecipeReplies } from "./recipe-schemas.ts";
import type { StrategyAnswer } from "./strategy-answer.ts";
import { topicNames, type TopicSnapshot } from "./topics.ts";

const text = z.string().max(4000);

export const requestSchemas = {
  "console:hello": z.strictObject({}),
  "topic:open": z.strictObject({ topic: z.enum(topicNames), scope: id.nullable() }),
  "topic:close": z.strictObject({ topic: z.enum(topicNames), scope: id.nullable() }),
  "connection:profiles": z.strictObject({}),
  "connection:add": z.strictObject({
    name: z.string().min(1).max(80),
    profile: z.string().min(1).max(200),
    region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$|^[a-z0-9-]{3,40}$/),
    endpoint: z.url({ protocol: /^https?$/ }).nullable(),
    environment: z.enum(["prod", "stage", "dev"]),
    colour: z.enum(["red", "amber", "green", "blue", "violet", "grey"]),
    readOnly: z.boolean(),
  }),
  "connection:remove": z.strictObject({ connectionId: id }),
  "connection:retry": z.strictObject({ connectionId: id }),
  "connection:choices": z.strictObject({ connectionId: id }),
  "rails:read": z.strictObject({ connectionId: id }),
  "rails:save": z.strictObject({ connectionId: id, guardRails: guardRailsSchema }),
  ...practiceRequestSchemas,
  ...fleetRequestSchemas,
  ...campaignRequestSchemas,
  ...recipeRequestSchemas,
  ...bakeRequestSchemas,
  ...retentionRequestSchemas,
  "plan:strategies": z.strictObject({ fleetId: id, imageId: id }),
  "plan:replace": replaceSchema,
  "plan:rollback": z.strictObject({ fleetId: id, generationId: id }),
  "plan:retire": z.strictObject({ fleetId: id, generationId: id }),
  "operation:start": z.strictObject({
    planId: id,
    reason: text,
    changeNumber: z.string().max(80).nullable(),
    /** The fleet's name typed by the user; asked for in production. */
    confirmation: z.string().max(200).nullable(),
  }),
  "operation:pause": z.strictObject({ operationId: id }),
  "operation:resume": z.strictObject({ operationId: id }),
  "operation:stop": z.strictObject({ operationId: id, reason: text }),
  "operation:skip": z.strictObject({
    operationId: id,
    stepId: id,
    reason: z.string().min(3).max(4000),
  }),
  /** A person's word for a gate that asks for it: go on, or no. */
  "operation:approve": z.strictObject({
    operationId: id,
    stepId: id,
    approve: z.boolean(),
    reason: text,
  }),
  /** Make the calls that are shown as clearing what holds the step; refused if that is no longer what holds it. */
  "operation:clear": z.strictObject({ operationId: id, stepId: id }),
  /** Make the rollback plan from what the world is now, end the running operation, start the plan: one click. */
  "operation:rollback": z.strictObject({
    fleetId: id,
    generationId: id,
    reason: text,
    confirmation: z.string().max(200).nullable(),
    /** False: nobody has seen what it does. A way back that takes servers out of service is refused then. */
    seen: z.boolean().optional(),
  }),
  ...compareRequestSchemas,
  "journal:export": z.strictObject({ operationId: id.nullable() }),
  "journal:verify": z.strictObject({}),
} as const;

export type RequestName = keyof typeof requestSchemas;
export type RequestPayload<N extends RequestName> = z.infer<(typeof requestSchemas)[N]>;

/** What the user can choose from for a builder: read from the cloud, not guessed. */
export interface BakeChoices {
  readonly subnets: readonly {
    readonly id: string;
    readonly zone: string;
    readonly name: string | null;
  }[];
  readonly instanceTypes: readonly string[];
}

export interface Hello {
  readonly version: string;
  readonly host: "desktop" | "serve";
  readonly wallMs: number;
  readonly user: string;
  /** Where recipes are read from, for display. */
  readonly recipeFolder: string;
  readonly journalFile: string;
}

/** Of one fleet that was to be rolled back with others: what was started, or why nothing was. */
export interface TogetherOutcome {
  readonly fleetId: string;
  readonly operationId: OperationId | null;
  readonly problem: string | null;
}

export interface Replies extends RecipeReplies, BakeReplies, RetentionReplies {
  readonly "console:hello": Hello;
  readonly "topic:open": TopicSnapshot;
  readonly "topic:close": null;
  readonly "connection:profiles": {
    readonly profiles: readonly {
      readonly name: string;
      readonly region: string | null;
      readonly endpoint: string | null;
    }[];
    readonly problem: string | null;
  };
  readonly "connection:add": Connection;
  readonly "connection:remove": null;
  readonly "connection:retry": null;
  readonly "connection:choices": BakeChoices;
  readonly "rails:read": GuardRails;
  readonly "rails:save": null;
  readonly "practice:control": { readonly speed: number };
  readonly "practice:open": Connection;
  readonly "practice:close": null;
  readonly "practice:choices": FaultChoices;
  readonly "practice:spoil": ActiveFault;
  readonly "practice:mend": null;
  /** Null: it was done in hiding. */
  readonly "practice:interfere": ColleagueDeed | null;
  readonly "practice:reveal": { readonly deeds: readonly ColleagueDeed[] };
  readonly "practice:load": null;
  readonly "practice:rehearse": {
    readonly connection: Connection;
    readonly leftOut: readonly string[];
    readonly assumed: readonly string[];
  };
  readonly "lesson:list": { readonly lessons: readonly LessonSummary[] };
  readonly "lesson:start": LessonView;
  readonly "lesson:hint": { readonly hint: string; readonly left: number };
  /** As it stood when it was ended; the region goes on without it. */
  readonly "lesson:end": LessonView;
  readonly "plan:strategies": StrategyAnswer;
  readonly "plan:replace": Planned;
  readonly "plan:rollback": Planned;
  readonly "plan:retire": Planned;
  readonly "plan:put-back": Planned;
  readonly "plan:promise": Planned;
  readonly "connection:promise": Connection;
  readonly "operation:rollback-together": {
    readonly release: string;
    readonly outcomes: readonly TogetherOutcome[];
  };
  readonly "plan:revoke": Planned;
  readonly "image:revoke": { readonly operationId: OperationId };
  readonly "plan:campaign": Planned;
  readonly "plan:campaign-back": Planned;
  readonly "campaign:choose": null;
  readonly "campaign:roll-back": { readonly operationId: OperationId };
  readonly "operation:start": { readonly operationId: OperationId };
  readonly "operation:pause": null;
  readonly "operation:resume": null;
  readonly "operation:stop": null;
  readonly "operation:skip": null;
  readonly "operation:clear": null;
  readonly "operation:approve": null;
  readonly "operation:rollback": { readonly operationId: OperationId };
  readonly "compare:sides": Comparison;
  readonly "server:look-inside": null;
  readonly "image:ancestries": { readonly found: Ancestries; readonly problem: string | null };
  readonly "image:record": ImageRecord | null;
  readonly "journal:export": { readonly json: string; readonly report: string };
  readonly "journal:verify": {
    readonly ok: boolean;
    readonly events: number;
    readonly problem: string | null;
  };
}

export type Reply<N extends RequestName> =
  | { readonly ok: true; readonly value: Replies[N] }
  | { readonly ok: false; readonly error: BennuErrorData };
