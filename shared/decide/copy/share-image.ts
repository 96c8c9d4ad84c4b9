/** Says who may start servers from an image, and make volumes of its snapshots. Nobody loses anything by it. */
import type { ImageFact } from "../../model/facts.ts";
import { listWords } from "../../words/counts.ts";
import {
  failed,
  failedIfItStays,
  wasAccepted,
  type Decision,
  type Memory,
  type WorkOf,
} from "../decision.ts";
import { listLags } from "../lagging.ts";

export interface ShareImageSeen {
  readonly image: ImageFact | null;
  /** Accounts that may start servers from it; null: AWS didn't say. */
  readonly sharedWith: readonly string[] | null;
}

/** AWS's words for what its own default key encrypts. */
const defaultKey = /default key|AWS Managed|managed CMK/i;

export function decideShareImage(
  work: WorkOf<"share-image">,
  { image, sharedWith }: ShareImageSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  const id = work.imageId ?? memory.outputs.imageId;
  if (!image)
    return failedIfItStays(
      `The image ${id ?? ""} isn't there any more, so it was shared with nobody.`,
    );
  if (image.state !== "available")
    return failedIfItStays(
      `The image ${image.name} is ${image.state}, so it was shared with nobody.`,
    );
  const refused = memory.calls.at(-1)?.outcome;
  if (refused?.kind === "failed" && defaultKey.test(refused.message))
    return failed(cantBeShared(image));
  const missing = work.accounts.filter((account) => sharedWith?.includes(account) !== true);
  // Its snapshots are shared before it: when the last call was accepted, all were.
  if (missing.length === 0 && wasAccepted(memory, "ModifyImageAttribute"))
    return { kind: "done", note: `${image.name} is shared with ${listWords(work.accounts)}` };
  return listLags(memory, "ModifyImageAttribute", nowMs) ?? share(work, image);
}

function share({ accounts }: WorkOf<"share-image">, image: ImageFact): Decision {
  const change = { addAccounts: accounts, removeAccounts: [] };
  return {
    kind: "act",
    note: `Sharing ${image.name} with ${listWords(accounts)}`,
    calls: [
      ...image.snapshotIds.map(
        (snapshotId) => ({ call: "ModifySnapshotAttribute", snapshotId, ...change }) as const,
      ),
      { call: "ModifyImageAttribute", imageId: image.id, ...change },
    ],
  };
}

const cantBeShared = (image: ImageFact) =>
  `${image.name} is encrypted with AWS's default key, and what that encrypts can't be shared. It was shared with ` +
  "nobody. Copy it with a key of your own, which the other accounts may use, and share the copy.";
