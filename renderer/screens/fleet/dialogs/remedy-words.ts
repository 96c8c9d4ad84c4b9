import { assertNever } from "../../../../shared/assert-never.ts";
import type { Finding } from "../../../../shared/model/fleet.ts";

/** What the button says that puts a finding right; null: only a person can decide what is right. */
export function remedyWords({ remedy }: Finding): string | null {
  if (remedy === undefined) return null;
  switch (remedy.kind) {
    case "retire":
      return "Retire it";
    case "keep-images":
      return "Keep what is promised";
    case "resume":
      return "Let it go on";
    case "unprotect":
      return "Take protection off";
    case "free-claim":
      return "Take the claim off";
    case "sizes":
      return "Put the limits back";
    default:
      return assertNever(remedy, "remedy");
  }
}
