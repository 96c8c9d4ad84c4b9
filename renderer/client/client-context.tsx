import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createContext, useContext, type ReactNode } from "react";
import type { Bridge } from "../../shared/contract/bridge.ts";
import { linkStore, type LinkStore } from "./link-store.ts";
import { TopicStore } from "./topic-store.ts";

/** What a window has of its console: the bridge, the live tables over it, the cache of its requests. */
export interface Client {
  readonly bridge: Bridge;
  readonly topics: TopicStore;
  readonly queries: QueryClient;
  readonly links: LinkStore;
}

export function makeClient(bridge: Bridge): Client {
  const queries = new QueryClient({
    defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false } },
  });
  return { bridge, topics: new TopicStore(bridge), queries, links: linkStore(bridge) };
}

const ClientContext = createContext<Client | null>(null);

export function ClientProvider(props: { readonly client: Client; readonly children: ReactNode }) {
  return (
    <ClientContext value={props.client}>
      <QueryClientProvider client={props.client.queries}>{props.children}</QueryClientProvider>
    </ClientContext>
  );
}

export function useClient(): Client {
  const client = useContext(ClientContext);
  if (!client) throw new Error("useClient outside of ClientProvider");
  return client;
}
