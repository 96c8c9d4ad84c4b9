/**
 * The table of places. One row a screen: its path, its title, and the code that is fetched when it is first shown.
 * Paths live in the hash, so that the same bundle works over app:// and over the loopback host, deep links included.
 */
import { lazy } from "react";
import type { Screen } from "./place.ts";
import { FleetsScreen } from "./screens/fleets/FleetsScreen.tsx";

export interface Route {
  readonly pattern: string;
  readonly title: string;
  /** Which entry of the side navigation it belongs to. */
  readonly section: string;
  readonly screen: Screen;
}

export const routes: readonly Route[] = [
  { pattern: "/fleets", title: "Fleets", section: "fleets", screen: FleetsScreen },
  {
    pattern: "/fleets/:fleetId",
    title: "Fleet",
    section: "fleets",
    screen: lazy(async () => ({
      default: (await import("./screens/fleet/FleetScreen.tsx")).FleetScreen,
    })),
  },
  {
    pattern: "/fleets/:fleetId/replace",
    title: "Replace",
    section: "fleets",
    screen: lazy(async () => ({
      default: (await import("./screens/replace/ReplaceScreen.tsx")).ReplaceScreen,
    })),
  },
  {
    pattern: "/replace",
    title: "Replace",
    section: "fleets",
    screen: lazy(async () => ({
      default: (await import("./screens/replace/ReplaceScreen.tsx")).ReplaceScreen,
    })),
  },
  {
    pattern: "/replacements",
    title: "Replacements",
    section: "replacements",
    screen: lazy(async () => ({
      default: (await import("./screens/operations/OperationsScreen.tsx")).OperationsScreen,
    })),
  },
  {
    pattern: "/operations/:operationId",
    title: "Operation",
    section: "replacements",
    screen: lazy(async () => ({
      default: (await import("./screens/operation/OperationScreen.tsx")).OperationScreen,
    })),
  },
  {
    pattern: "/images",
    title: "Images",
    section: "images",
    screen: lazy(async () => ({
      default: (await import("./screens/images/ImagesScreen.tsx")).ImagesScreen,
    })),
  },
  {
    pattern: "/images/retention",
    title: "Retention",
    section: "images",
    screen: lazy(async () => ({
      default: (await import("./screens/images/retention/RetentionScreen.tsx")).RetentionScreen,
    })),
  },
  {
    pattern: "/compare",
    title: "Compare",
    section: "images",
    screen: lazy(async () => ({
      default: (await import("./screens/compare/CompareScreen.tsx")).CompareScreen,
    })),
  },
  {
    pattern: "/bakes",
    title: "Bakes",
    section: "bakes",
    screen: lazy(async () => ({
      default: (await import("./screens/bakes/BakesScreen.tsx")).BakesScreen,
    })),
  },
  {
    pattern: "/bakes/new",
    title: "Bake an image",
    section: "bakes",
    screen: lazy(async () => ({
      default: (await import("./screens/bakes/new/NewBakeScreen.tsx")).NewBakeScreen,
    })),
  },
  {
    pattern: "/bakes/recipes",
    title: "Recipes",
    section: "bakes",
    screen: lazy(async () => ({
      default: (await import("./screens/bakes/recipes/RecipesScreen.tsx")).RecipesScreen,
    })),
  },
  {
    pattern: "/bakes/schedules",
    title: "Bake schedules",
    section: "bakes",
    screen: lazy(async () => ({
      default: (await import("./screens/bakes/schedules/SchedulesScreen.tsx")).SchedulesScreen,
    })),
  },
  {
    pattern: "/bakes/settings",
    title: "Bake settings",
    section: "bakes",
    screen: lazy(async () => ({
      default: (await import("./screens/bakes/settings/BakeSettingsScreen.tsx")).BakeSettingsScreen,
    })),
  },
  {
    pattern: "/bakes/:operationId",
    title: "Bake",
    section: "bakes",
    screen: lazy(async () => ({
      default: (await import("./screens/bakes/live/BakeScreen.tsx")).BakeScreen,
    })),
  },
  {
    pattern: "/campaigns/new",
    title: "Plan a campaign",
    section: "images",
    screen: lazy(async () => ({
      default: (await import("./screens/campaign/plan/NewCampaignScreen.tsx")).NewCampaignScreen,
    })),
  },
  {
    pattern: "/campaigns/:operationId",
    title: "Campaign",
    section: "replacements",
    screen: lazy(async () => ({
      default: (await import("./screens/campaign/CampaignScreen.tsx")).CampaignScreen,
    })),
  },
  {
    pattern: "/journal",
    title: "Journal",
    section: "journal",
    screen: lazy(async () => ({
      default: (await import("./screens/journal/JournalScreen.tsx")).JournalScreen,
    })),
  },
  {
    pattern: "/practice",
    title: "Practice",
    section: "practice",
    screen: lazy(async () => ({
      default: (await import("./screens/practice/PracticeScreen.tsx")).PracticeScreen,
    })),
  },
  {
    pattern: "/connections",
    title: "Connections",
    section: "connections",
    screen: lazy(async () => ({
      default: (await import("./screens/connections/ConnectionsScreen.tsx")).ConnectionsScreen,
    })),
  },
];
