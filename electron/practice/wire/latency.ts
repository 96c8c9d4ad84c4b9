import { setTimeout as pause } from "node:timers/promises";
import type { PracticeEndpoint } from "./messages.ts";

/** An endpoint that answers as late as one across a network does. */
export function withLatency(endpoint: PracticeEndpoint, latencyMs: number): PracticeEndpoint {
  if (latencyMs <= 0) return endpoint;
  return {
    async handle(request) {
      await pause(latencyMs);
      return endpoint.handle(request);
    },
  };
}
