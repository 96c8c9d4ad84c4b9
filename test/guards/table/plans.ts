/** What is refused before there is a plan, and what a plan is held to between being shown and being started. */
import { guardsOf } from "../mutation.ts";

const tests = ["test/core/plan"];

export const planGuards = [
  ...guardsOf("shared/plan/obstacles/fleet-obstacles.ts", tests, [
    [
      "no plan for a group that is being deleted",
      "const found = beingDeleted(group) ?? claimed(group, input);",
      "const found = claimed(group, input);",
    ],
    [
      "no plan for a group that another console holds",
      "const found = beingDeleted(group) ?? claimed(group, input);",
      "const found = beingDeleted(group);",
    ],
    [
      "no plan for a fleet that an operation holds",
      "return held(input) ?? refreshing(input);",
      "return refreshing(input);",
    ],
    [
      "no plan for a fleet that AWS refreshes",
      "return held(input) ?? refreshing(input);",
      "return held(input);",
    ],
  ]),
  ...guardsOf("shared/plan/obstacles/image-obstacles.ts", tests, [
    ["only an image that can be started", "notAvailable(image) ??", ""],
    [
      "no image that is revoked, nor what was made from one",
      "revoked(image, { facts, nowMs }) ??",
      "",
    ],
    ["only an image whose fresh boot passed its tests", "notVerified(image) ??", ""],
    [
      "only an image for the fleet's processors",
      "notVerified(image) ?? wrongArchitecture(image, live.group, facts)",
      "notVerified(image)",
    ],
  ]),
  ...guardsOf("shared/plan/parallel/new-group.ts", tests, [
    [
      "no name of a group is used twice, nor that of one that is gone",
      "for (const version of facts.templateVersions.values()) yield version.description;",
      "",
    ],
    [
      "no name of a group that is there is used",
      "for (const group of facts.groups.values()) yield group.name;",
      "",
    ],
  ]),
  ...guardsOf("shared/plan/plan-retire.ts", tests, [
    ["what is live is not retired", "isLive(target, group, live) ??", ""],
    ["nothing is retired while the live one serves too few", "tooFew(input, live) ??", ""],
    [
      "what is promised to return is not retired where it could not",
      "promised(input, live, target) ??",
      "",
    ],
    ["what is protected from deletion is not planned to go", "?? protectedGroup(group)", ""],
  ]),
  ...guardsOf("shared/plan/traffic.ts", tests, [
    [
      "a new group gets the traffic that was taken, or is refused: it would serve nobody",
      "if (own.length > 0 || !isTaken(input, live)) return own;",
      "return own;",
    ],
  ]),
  ...guardsOf("shared/plan/rollback/plan-rollback.ts", tests, [
    [
      "a generation whose image is revoked is not returned to, warm or cold",
      "if (obstacle !== null) return obstacle;",
      "",
    ],
  ]),
  ...guardsOf("shared/plan/returnable.ts", tests, [
    ["an image that failed its tests is not returned to", "failedTests(image) ??", ""],
    ["an image that can't be started is not returned to", "notAvailable(image) ??", ""],
    [
      "what can't return is refused with its reason",
      'if (readiness.kind === "impossible")',
      "if (false)",
    ],
  ]),
  ...guardsOf("shared/plan/rollback/rollback-warm.ts", tests, [
    [
      "a warm generation is given the size that the fleet has now",
      "...fullSize(live, warm, context, held),",
      "",
    ],
    [
      "its minimum is held at its size before its policies go on",
      "...held.before, wakeStep(",
      "wakeStep(",
    ],
  ]),
  ...guardsOf("shared/plan/parallel/plan-replace.ts", tests, [
    [
      "what the plan itself retires could return without its servers",
      "if (why === null) return null; return refuse( `${live.generation.label} could not return",
      "if (why !== 1) return null; return refuse( `${live.generation.label} could not return",
    ],
  ]),
  ...guardsOf("shared/plan/refresh/plan-refresh.ts", tests, [
    ["AWS moves no servers between zones while they are watched", "...zones.before,", ""],
    ["zones are balanced again at the end", "...zones.after,", ""],
  ]),
  ...guardsOf(
    "shared/rules/fleet-policy.ts",
    ["test/core/plan", "test/core/rules"],
    [["the floor is what the policy says", "Math.ceil(desiredCapacity * policy.floorShare)", "0"]],
  ),
  ...guardsOf(
    "electron/planning/plan-book.ts",
    ["test/shell/planning/plan-book.test.ts"],
    [
      [
        "a plan that would be refused now isn't started",
        "if (again.refused) throw changed(`${again.reason} ${again.cure}`);",
        "if (again.refused) return plan;",
      ],
      [
        "a plan that would differ now isn't started",
        "if (differing !== null) throw changed(",
        "if (differing === '') throw changed(",
      ],
    ],
  ),
];
