/** The parameters of a query request: in the body of a POST, in the address of a GET. */
import { bodyText } from "../messages.ts";
import type { WireRequest } from "../messages.ts";
import { formTree } from "./form-tree.ts";
import type { FormNode } from "./form-tree.ts";

/** Of requests that are under way: each is read by whoever stands in its way, and parsed once. */
const parsed = new WeakMap<WireRequest, ReadonlyMap<string, string>>();

export function queryParameters(request: WireRequest): ReadonlyMap<string, string> {
  const parameters = parsed.get(request) ?? parse(request);
  parsed.set(request, parameters);
  return parameters;
}

function parse(request: WireRequest): ReadonlyMap<string, string> {
  const inAddress = Object.entries(request.query).map(
    ([name, value]) => [name, String(value ?? "")] as const,
  );
  return new Map([...inAddress, ...new URLSearchParams(bodyText(request))]);
}

export const queryForm = (request: WireRequest): FormNode =>
  formTree([...queryParameters(request)].filter(([name]) => !name.startsWith("X-Amz-")));
