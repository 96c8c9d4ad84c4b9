/** What a campaign, and the revocation of an image, are held to. */
import { guardsOf } from "../mutation.ts";

const tests = ["test/core/campaign", "test/core/lineage/revocation.test.ts"];

export const campaignGuards = [
  ...guardsOf("shared/decide/campaign/run-children.ts", tests, [
    [
      "no fleet is begun after one that failed",
      'if (inOrder && (state.kind === "failed" || isHeld(state, nowMs))) return null;',
      "",
    ],
    [
      "no more is begun side by side than was chosen",
      "if (running.length >= work.atOnce) return null;",
      "",
    ],
    [
      "a step that names nothing is no success",
      'if (rows.length === 0) return failed("The step names nothing to start, so nothing was done.");',
      "",
    ],
  ]),
  ...guardsOf("shared/campaign/child-states.ts", tests, [
    [
      "what failed is begun again only by a person's word",
      "if (newest !== null && (words.again[key] ?? 0) < newest.attempt)",
      "if (newest !== null && newest.attempt < 0)",
    ],
    [
      "nothing stands on a bake that was skipped",
      'if (source.kind === "skipped") return noImage(nameOf(from.by));',
      "",
    ],
  ]),
  ...guardsOf("shared/campaign/plan-campaign.ts", tests, [
    [
      "no campaign to a base that is revoked",
      "notAvailable(to) ?? revoked(to, of) ?? failedTests(to)",
      "notAvailable(to) ?? failedTests(to)",
    ],
  ]),
  ...guardsOf("shared/campaign/choose-fleets.ts", tests, [
    [
      "servers on the old base that no stage replaces are named",
      "return { ...chosen, skipped: [...skipped, ...unreached(of, chosen)] };",
      "return chosen;",
    ],
  ]),
  ...guardsOf("shared/lineage/revocation.ts", tests, [
    [
      "what was made from a revoked image is revoked with it",
      "image = this.#parentOf(image);",
      "image = null;",
    ],
  ]),
];
