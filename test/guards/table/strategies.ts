/** What changes of one group in place, refreshes and weights are held to. */
import { guardsOf } from "../mutation.ts";

const inPlace = ["test/core/decide/in-place", "test/stories/sizes.test.ts"];

export const strategyGuards = [
  ...guardsOf("shared/decide/in-place/grow/shed.ts", inPlace, [
    [
      "a server that somebody protects is not ended in place",
      "!isKept(group, member) && !begun.includes(member.serverId)",
      "!begun.includes(member.serverId)",
    ],
  ]),
  ...guardsOf(
    "shared/decide/refresh/turn-refresh.ts",
    ["test/core/decide/refresh/turn-and-end.test.ts"],
    [
      [
        "a refresh is not rolled back where its servers that warm up are needed",
        'isSafe ? work : { ...work, how: "cancel" }',
        "work",
      ],
    ],
  ),
  ...guardsOf("shared/decide/in-place/hold.ts", inPlace, [
    [
      "what is suspended for a change in place is written down first",
      'originals: [{ original, until: "operation" }],',
      "",
    ],
    [
      "what somebody else has suspended isn't taken for ours",
      "ours.includes(process) || !isSuspended(group, process)",
      "true",
    ],
    [
      "what the operation that is taken over left suspended is let go by the one that takes over",
      "ours.includes(process) ||",
      "",
    ],
  ]),
  ...guardsOf("shared/decide/in-place/grow/grow-and-shed.ts", inPlace, [
    [
      "no old server is ended before the batch is proved",
      "if (!proof.proved) return proof.decision; const proved = { ...kept, ...proof.watched }; const isLast",
      "const proved = { ...kept, ...(proof.proved ? proof.watched : {}) }; const isLast",
    ],
  ]),
  ...guardsOf(
    "shared/decide/generation/weigh.ts",
    ["test/core/decide/weigh.test.ts", "test/core/decide/guards"],
    [
      ["a rule that somebody changed is left alone", "if (odd) return odd;", ""],
      ["a group that is gone gets no requests", "if (gone) return gone;", ""],
    ],
  ),
  ...guardsOf(
    "shared/decide/refresh/refresh.ts",
    ["test/core/decide/refresh"],
    [
      [
        "a refresh that AWS accepted is waited for, not started twice",
        'if (wasAccepted(memory, "StartInstanceRefresh")) return notListed(memory, nowMs, note);',
        "",
      ],
      [
        "a refresh whose start had no answer is looked for",
        "if (mayArrive(unansweredAtMs, nowMs)) return waitFor(",
        "if (false) return waitFor(",
      ],
      ["somebody else's refresh is left alone", "if (other) return held(followed, other);", ""],
    ],
  ),
  ...guardsOf(
    "shared/decide/gates/gate.ts",
    ["test/core/decide/gates.test.ts"],
    [
      [
        "an alarm that isn't there is no quiet alarm",
        "if (unknown.length > 0) return failedIfItStays(whyUnknown(unknown));",
        "",
      ],
    ],
  ),
  ...guardsOf(
    "shared/decide/generation/raise.ts",
    ["test/stories/sizes.test.ts", "test/core/decide/guards"],
    [
      [
        "a size that AWS accepted is not asked for again and again",
        "return isAsked(before, target, memory, nowMs) ? notListed : raise(group, target, before, nowMs);",
        "return raise(group, target, before, nowMs);",
      ],
    ],
  ),
];
