/**
 * Visitors of what runs in a practice region: a request that is no call of an API, and is answered by whichever
 * server the traffic model sends it to. Nothing leaves the program.
 */
import type { World } from "../world/kernel/world.ts";
import { answerVisitor } from "../world/elb/routing/visitor.ts";
import { lowerCaseHeaders } from "./messages.ts";
import type { PracticeEndpoint, WireReply } from "./messages.ts";

/** Of the first account, at the present; null: the region isn't simulated. */
export type VisitedWorld = (region: string) => World | null;

const URL_HEADER = "x-practice-visit";
const REGION_HEADER = "x-practice-region";

/** Everything else goes to the endpoint. */
export function withVisits(endpoint: PracticeEndpoint, worldOf: VisitedWorld): PracticeEndpoint {
  return {
    handle: async (request) => {
      const headers = lowerCaseHeaders(request.headers);
      const url = headers[URL_HEADER];
      if (url === undefined) return endpoint.handle(request);
      return visit(worldOf(headers[REGION_HEADER] ?? ""), url);
    },
  };
}

function visit(world: World | null, text: string): WireReply {
  const url = URL.canParse(text) ? new URL(text) : null;
  const answer = world && url ? answerVisitor(world, url) : null;
  if (answer) return { status: answer, headers: {}, body: "" };
  const reason = "ENOTFOUND: no load balancer of the practice region has this name";
  return { status: 503, headers: { "x-practice-unreached": reason }, body: "" };
}
