/** What a bake is held to: silence is no success, nothing of others is touched, nothing is left. */
import { guardsOf } from "../mutation.ts";

const tests = ["test/core/decide/bake-steps.test.ts", "test/core/decide/guards"];

export const bakeGuards = [
  ...guardsOf("shared/decide/bake/await-builder.ts", tests, [
    [
      "results that never arrived are not passed tests",
      'if (doubt) return { kind: "failed", reason: doubt, bake };',
      "",
    ],
    [
      "a builder that is gone has not succeeded",
      'if (work.role === "builder" && isGone)',
      "if (isGone && !isGone)",
    ],
    ["silence is not success", "if (silent) return {", "if (silent === '') return {"],
    [
      "an image is made of a disk at rest",
      'if (work.role === "builder" && seen.server?.state !== "stopped") {',
      "if (false) {",
    ],
  ]),
  ...guardsOf("shared/decide/bake/run-builder.ts", tests, [
    [
      "a server that AWS accepted is waited for, not started twice",
      "if (madeAtMs !== null) return notListed(work, nowMs - madeAtMs);",
      "",
    ],
    [
      "a server that was started is found by its tags",
      "if (server) return found(work, server);",
      "",
    ],
    [
      "a server is asked for with a token",
      "clientToken: memory.clientToken,",
      "clientToken: `${memory.clientToken}${String(memory.calls.length)}`,",
    ],
  ]),
  ...guardsOf("shared/decide/bake/make-image.ts", tests, [
    [
      "an image that AWS accepted is waited for, not made twice",
      'if (madeAtMs !== null) return notListed("image", nowMs - madeAtMs, goneWords(work));',
      "",
    ],
    [
      "an image of that name which somebody else made is left alone",
      "if (image.tags[TAG.operation] !== now.memory.operationId) {",
      "if (false) {",
    ],
  ]),
  ...guardsOf("shared/decide/bake/mark-verified.ts", tests, [
    [
      "an image is verified by tests that are known",
      "if (shipped.length === 0 || shipped.some((test) => !test.passed)) {",
      "if (shipped.some((test) => !test.passed)) {",
    ],
    [
      "an image is verified by tests that passed",
      "if (shipped.length === 0 || shipped.some((test) => !test.passed)) {",
      "if (shipped.length === 0) {",
    ],
    [
      "what is tested is what is shipped: on a fresh boot",
      'tests.filter((test) => test.where === "fresh-boot")',
      "tests",
    ],
  ]),
  ...guardsOf("shared/decide/bake/end-builder.ts", tests, [
    [
      "an image that passed is never taken away",
      "if (image && !isVerified(image) &&",
      "if (image &&",
    ],
    [
      "an image of others is never taken away",
      "image.tags[TAG.operation] === memory.operationId",
      "true",
    ],
    [
      "a server that was asked for and isn't listed yet is waited for",
      "mayAppear(work, seen, nowMs) ??",
      "",
    ],
  ]),
  ...guardsOf(
    "electron/operations/steps/bake/end-builder.ts",
    ["test/shell/bake/bake-hazards.test.ts"],
    [
      [
        "a server that was seen, and that an old list doesn't show, is waited for as well",
        "listed.length > 0 ? null :",
        "listed.length > 0 || context.outputs.freshBootId !== undefined ? null :",
      ],
    ],
  ),
  ...guardsOf(
    "shared/decide/bake/take-turn.ts",
    ["test/core/decide/images"],
    [
      [
        "a bake that waits doesn't pass one that was started before it",
        "holding.length + before.length - atOnce + 1",
        "holding.length - atOnce + 1",
      ],
      [
        "a base that was disabled or revoked meanwhile is not baked on",
        "if (reason !== null) return failed(",
        "if (reason === '') return failed(",
      ],
    ],
  ),
  ...guardsOf(
    "shared/decide/copy/copy-image.ts",
    ["test/core/decide/images"],
    [
      ["another image of that name is no copy", "if (!isOurs && !isSame)", "if (false)"],
      ["a copy is asked for with a token", "clientToken: memory.clientToken,", 'clientToken: "",'],
    ],
  ),
  ...guardsOf(
    "shared/decide/sweep/end-left.ts",
    ["test/core/decide/images"],
    [
      [
        "only what carries a builder's tag is swept",
        "tags[TAG.builderUntil] === undefined",
        "tags[TAG.builderUntil] === ''",
      ],
    ],
  ),
  ...guardsOf(
    "shared/decide/sweep/remove-left.ts",
    ["test/core/decide/images"],
    [
      ["a verified image is never swept", 'verificationOf(image).kind === "verified" ||', ""],
      ["what no bake made is never swept", "image.tags[TAG.operation] === undefined ||", ""],
      ["what something needs is never swept", "needs.length > 0", "false"],
    ],
  ),
  ...guardsOf(
    "shared/decide/sweep/end-left.ts",
    ["test/core/decide/images"],
    [["a server of a group is never ended by a sweep", "groupName !== null", "false"]],
  ),
  ...guardsOf(
    "shared/bake/manifest/cron-line.ts",
    ["test/shell/bake/program/kept-back.test.ts"],
    [
      [
        "an older image's cron line is shown without its arguments",
        'return { path, line: hidden === "" ? kept : restKeptBack(kept, hidden) };',
        "return { path, line };",
      ],
    ],
  ),
  ...guardsOf(
    "shared/bake/guest/kept-back.ts",
    ["test/shell/bake/program/kept-back.test.ts"],
    [
      [
        "a word in a user's place that is no user is kept back on the server",
        "&& !($at in known)) isCron = 0",
        "&& $at in known) isCron = 1",
      ],
      [
        "a secret setting of the kernel is kept back on the server",
        '{kept = ""}',
        "{kept = value}",
      ],
      ["what stands before a repository's host is kept back", 'sub(/^.+@/, "")', 'sub(/^@/, "")'],
    ],
  ),
  ...guardsOf(
    "shared/compare/packages.ts",
    ["test/core/compare/cut.test.ts"],
    [
      [
        "what a cut list doesn't have is unknown",
        "(isCut[at] === true && found[at] === null)",
        "false",
      ],
    ],
  ),
  ...guardsOf(
    "shared/compare/holes/hole-report.ts",
    ["test/core/compare/cut.test.ts"],
    [
      [
        "no hole is closed by a list that was cut",
        'side.isCut ? "unlisted" : "absent"',
        '"absent"',
      ],
    ],
  ),
];
