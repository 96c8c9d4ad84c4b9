/**
 * The gate: the one entry of what a renderer asks. The host has checked who sends; here the name must be known and
 * the payload must fit the contract, then exactly one handler answers. Errors leave as data, never as exceptions.
 */
import { requestSchemas } from "../../shared/contract/requests.ts";
import type {
  Replies,
  Reply,
  RequestName,
  RequestPayload,
} from "../../shared/contract/requests.ts";
import { toErrorData } from "../../shared/errors.ts";
import type { BennuErrorData } from "../../shared/errors.ts";
import type { Session } from "./session.ts";

export type Handler<N extends RequestName> = (
  payload: RequestPayload<N>,
  session: Session,
) => Promise<Replies[N]>;
export type Handlers = { readonly [N in RequestName]: Handler<N> };

export type Gate = (
  session: Session,
  name: unknown,
  payload: unknown,
) => Promise<Reply<RequestName>>;

export function makeGate(handlers: Handlers): Gate {
  return async (session, name, payload) => {
    if (!isRequestName(name))
      return refused("This console knows no such request.", { name: shortly(name) });
    return answer(handlers, name, payload, session);
  };
}

async function answer<N extends RequestName>(
  handlers: Handlers,
  name: N,
  payload: unknown,
  session: Session,
): Promise<Reply<RequestName>> {
  const parsed = requestSchemas[name].safeParse(payload);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.join(".") ?? "";
    return refused(
      `The request ${name} doesn't fit its contract: ${where} ${issue?.message ?? ""}`.trim(),
      { name },
    );
  }
  try {
    const value = await handlers[name](parsed.data as RequestPayload<N>, session);
    return { ok: true, value };
  } catch (error) {
    return { ok: false, error: toErrorData(error) };
  }
}

function isRequestName(name: unknown): name is RequestName {
  return typeof name === "string" && Object.hasOwn(requestSchemas, name);
}

function refused(message: string, details: BennuErrorData["details"]): Reply<RequestName> {
  return { ok: false, error: { code: "contract-violated", message, details, retry: "never" } };
}

function shortly(value: unknown): string {
  return typeof value === "string" ? value.slice(0, 80) : typeof value;
}
