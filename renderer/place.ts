import type { ComponentType } from "react";

/** Where the console is, as a screen gets it. */
export interface Place {
  /** From the route's pattern: `:name` parts, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}
export type Screen = ComponentType<{ readonly place: Place }>;
