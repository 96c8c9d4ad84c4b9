/** Requests of the contract as React Query's queries (reads) and mutations (everything else). */
import { useMutation, useQuery } from "@tanstack/react-query";
import type { UseMutationResult, UseQueryResult } from "@tanstack/react-query";
import type { Bridge } from "../../shared/contract/bridge.ts";
import type { Replies, RequestName, RequestPayload } from "../../shared/contract/requests.ts";
import { BennuError } from "../../shared/errors.ts";
import { useClient } from "./client-context.tsx";

/** Throws the host's error as a BennuError. */
export async function ask<N extends RequestName>(
  bridge: Bridge,
  name: N,
  payload: RequestPayload<N>,
): Promise<Replies[N]> {
  const reply = await bridge.request(name, payload);
  if (reply.ok) return reply.value;
  throw new BennuError(reply.error);
}

/** Asked again whenever the payload changes; not asked while `enabled` is false. */
export function useRequest<N extends RequestName>(
  name: N,
  payload: RequestPayload<N>,
  options: { readonly enabled?: boolean; readonly staleTimeMs?: number } = {},
): UseQueryResult<Replies[N], BennuError> {
  const { bridge } = useClient();
  return useQuery<Replies[N], BennuError>({
    queryKey: [name, payload],
    queryFn: () => ask(bridge, name, payload),
    enabled: options.enabled ?? true,
    staleTime: options.staleTimeMs ?? 0,
  });
}

/** For what changes something: `action.mutate(payload)`. */
export function useAction<N extends RequestName>(
  name: N,
): UseMutationResult<Replies[N], BennuError, RequestPayload<N>> {
  const { bridge } = useClient();
  return useMutation<Replies[N], BennuError, RequestPayload<N>>({
    mutationFn: (payload) => ask(bridge, name, payload),
  });
}
