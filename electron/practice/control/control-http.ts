/**
 * Control of a stand-alone practice cloud over its own port, under `/_practice/`: time, faults, acts of others,
 * scenarios, history. Only for who knows its token, and never for a page of the web.
 */
import { timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { bodyText, lowerCaseHeaders } from "../wire/messages.ts";
import type { PracticeEndpoint, WireReply, WireRequest } from "../wire/messages.ts";
import type { PracticeRegion } from "../region.ts";
import { ControlRefusal, routesOf } from "./control-routes.ts";
import type { ControlAsked } from "./control-routes.ts";

const ROOT = "/_practice";

export interface ControlParts {
  readonly endpoint: PracticeEndpoint;
  readonly region: PracticeRegion;
  /** Sent as `authorization: Bearer …`. */
  readonly token: string;
}

/** Everything else goes to the endpoint. */
export function withControl({ endpoint, region, token }: ControlParts): PracticeEndpoint {
  return {
    handle: async (request) => {
      if (request.path !== ROOT && !request.path.startsWith(`${ROOT}/`))
        return endpoint.handle(request);
      return controlled(region, token, request);
    },
  };
}

function controlled(region: PracticeRegion, token: string, request: WireRequest): WireReply {
  try {
    admit(token, lowerCaseHeaders(request.headers));
    return reply(200, answer(region, request) ?? { done: true });
  } catch (error) {
    return refused(error);
  }
}

/** Browsers say where a request comes from; a control request comes from no page. */
function admit(token: string, headers: Readonly<Record<string, string>>): void {
  const site = headers["sec-fetch-site"];
  if (headers["origin"] !== undefined || (site !== undefined && site !== "none"))
    throw new ControlRefusal(403, "Pages of the web can't control a practice cloud.");
  const given = Buffer.from(headers["authorization"] ?? "");
  const wanted = Buffer.from(`Bearer ${token}`);
  if (given.length === wanted.length && timingSafeEqual(given, wanted)) return;
  const where = "The token is in the line of JSON that the practice cloud printed at its start.";
  throw new ControlRefusal(401, `Send "authorization: Bearer TOKEN". ${where}`);
}

function answer(region: PracticeRegion, request: WireRequest): unknown {
  const [name = "", id = null] = request.path.slice(ROOT.length + 1).split("/");
  const route = routesOf(name)?.[request.method];
  if (!routesOf(name)) throw new ControlRefusal(404, `There is no ${ROOT}/${name}.`);
  if (!route) throw new ControlRefusal(405, `${request.method} does nothing at ${ROOT}/${name}.`);
  const place = request.query["region"];
  const asked: ControlAsked = {
    region,
    place: typeof place === "string" ? place : null,
    id: id === "" ? null : id,
    text: bodyText(request),
  };
  return route(asked);
}

function refused(error: unknown): WireReply {
  if (error instanceof ControlRefusal) return reply(error.status, { error: error.message });
  if (error instanceof z.ZodError) return reply(400, { error: z.prettifyError(error) });
  return reply(400, { error: error instanceof Error ? error.message : String(error) });
}

const reply = (status: number, value: unknown): WireReply => ({
  status,
  headers: { "content-type": "application/json" },
  body: `${JSON.stringify(value, null, 2)}\n`,
});
