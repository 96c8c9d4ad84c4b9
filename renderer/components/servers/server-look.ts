/** How a server looks as one cell. Pure. */
import type { GenerationState, ServerState, ServerView } from "../../../shared/model/fleet.ts";

export type CellLook =
  | "rising"
  | "live"
  | "warm"
  | "coming"
  | "leaving"
  | "bad"
  | "off"
  | "standby";

const coming: readonly ServerState[] = ["launching", "warming"];

export function cellLook(server: ServerView, generation: GenerationState | null): CellLook {
  if (server.snowflake.length > 0) return "bad";
  if (coming.includes(server.state)) return "coming";
  if (server.state === "draining") return "leaving";
  if (server.state === "gone") return "off";
  if (server.state === "standby") return "standby";
  if (server.healthyAtTraffic === false && server.state === "in-service") return "leaving";
  if (server.state === "retained" || generation === "warm") return "warm";
  return generation === "rising" ? "rising" : "live";
}

const stateNames: Readonly<Record<ServerState, string>> = {
  launching: "launching",
  warming: "warming",
  "in-service": "in service",
  draining: "draining",
  standby: "standby",
  retained: "retained",
  gone: "gone",
};

export const stateWords = (state: ServerState) => stateNames[state];

export function serverWords(server: ServerView): string {
  const drift = server.snowflake.length === 0 ? "" : ` · snowflake: ${server.snowflake.join(", ")}`;
  return `${server.id} · ${stateWords(server.state)} (${server.awsState}) · ${server.zone}${drift}`;
}

/** Oldest first, so that a cell keeps its place while others come and go. */
export function inSlotOrder(servers: Iterable<ServerView>): readonly ServerView[] {
  return [...servers].toSorted(
    (left, right) => left.launchedAtMs - right.launchedAtMs || left.id.localeCompare(right.id),
  );
}
