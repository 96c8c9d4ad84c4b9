import type { Mutation } from "../mutation.ts";
import { actingGuards } from "./acting.ts";
import { bakeGuards } from "./bakes.ts";
import { campaignGuards } from "./campaigns.ts";
import { capacityGuards } from "./capacity.ts";
import { decisionGuards } from "./decisions.ts";
import { gateGuards } from "./gates.ts";
import { planGuards } from "./plans.ts";
import { retentionGuards } from "./retention.ts";
import { storyGuards } from "./stories.ts";
import { strategyGuards } from "./strategies.ts";

export const guards: readonly Mutation[] = [
  ...capacityGuards,
  ...actingGuards,
  ...decisionGuards,
  ...bakeGuards,
  ...planGuards,
  ...campaignGuards,
  ...gateGuards,
  ...retentionGuards,
  ...strategyGuards,
  ...storyGuards,
];
