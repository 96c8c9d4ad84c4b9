/** What is known of an image's use, each part with when it was looked at, or why it could not be. */
import type { ImageFact } from "../model/facts.ts";
import type { ImageReferenceFact, LaunchPermissions } from "../model/facts/image-use-facts.ts";

export type Looked<V> =
  | { readonly atMs: number; readonly value: V }
  | { readonly atMs: null; readonly problem: string };

/** A version of a launch template that names the image. */
export interface TemplateUse {
  readonly template: string;
  readonly version: number;
  /** 1: the newest. */
  readonly depth: number;
  readonly isDefault: boolean;
  /** Groups that start servers by just this version. */
  readonly groups: readonly string[];
}

export interface ImageEvidence {
  readonly image: ImageFact;
  /** Of the connection; null: not known. */
  readonly accountId: string | null;
  /** In any state but terminated, e.g. `i-1 (stopped)`. */
  readonly servers: Looked<readonly string[]>;
  readonly templates: Looked<readonly TemplateUse[]>;
  readonly launchConfigurations: Looked<readonly string[]>;
  readonly references: Looked<readonly ImageReferenceFact[]>;
  readonly permissions: Looked<LaunchPermissions>;
  readonly lastLaunchedAtMs: Looked<number | null>;
  /** Generations that are promised to return, e.g. `checkout-web v41`. */
  readonly promises: Looked<readonly string[]>;
  /** What other connections of the console hold that names it. */
  readonly elsewhere: Looked<readonly string[]>;
}

export const notLooked = (problem: string): Looked<never> => ({ atMs: null, problem });

/** What a fresh look found in the place of what was known before; what it could not see, the older look still says. */
export function newer<V>(known: Looked<V>, fresh: Looked<V>): Looked<V> {
  return fresh.atMs === null && known.atMs !== null ? known : fresh;
}
