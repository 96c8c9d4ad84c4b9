/** Where misfortune may enter the region: a launch that is refused, a boot that goes wrong. */
import type { GuestContext } from "./guest.ts";
import type { PracticeError } from "./practice-error.ts";

export interface LaunchPlace {
  readonly zone: string;
  readonly instanceType: string;
  readonly groupName: string | null;
}

export interface Mishaps {
  /** Why there is no room for this server; null: there is. */
  refuseLaunch(place: LaunchPlace): PracticeError | null;
  /** What the guest of a booting server is given in the place of `context`; it may leave out or add what it says. */
  atBoot(context: GuestContext): GuestContext;
}
