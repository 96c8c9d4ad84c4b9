/** What a policy may ask about a request, by condition key in lower case: AWS doesn't tell their cases apart. */
export type RequestContext = ReadonlyMap<string, readonly string[]>;

export type ContextFacts = Readonly<Record<string, string | readonly string[] | undefined>>;

export function contextOf(...facts: readonly ContextFacts[]): RequestContext {
  const context = new Map<string, readonly string[]>();
  for (const each of facts) {
    for (const [key, value] of Object.entries(each)) {
      if (value !== undefined)
        context.set(key.toLowerCase(), typeof value === "string" ? [value] : value);
    }
  }
  return context;
}

export function mergeContexts(...contexts: readonly RequestContext[]): RequestContext {
  return new Map(contexts.flatMap((context) => [...context]));
}
