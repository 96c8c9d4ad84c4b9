import type { World } from "../world/kernel/world.ts";

/** What a handler of the practice cloud knows of a call. Handlers are synchronous and throw PracticeError. */
export interface CallContext {
  readonly world: World;
  readonly requestId: string;
  readonly accessKeyId: string;
}
