/** Where an image is to go: which connections can take it, what a recipe asks for, what is asked of the console. */
import { describe, expect, it } from "vitest";
import type { CopiesWanted } from "../../../shared/bake/copy/wanted.ts";
import type { ConnectionState } from "../../../shared/model/connection.ts";
import { connectionId } from "../../../shared/model/ids.ts";
import {
  copyRequest,
  copyTargets,
  draftProblem,
  emptyDraft,
  unreachable,
  wantedDraft,
  type CopyDraft,
} from "../../../renderer/components/images/copy/copy-draft.ts";
import { aConnection } from "../../builders/connection.ts";

const MINE: string = "111111111111";
const OTHER = "222222222222";
const state = (
  id: string,
  region: string,
  { accountId = MINE, readOnly = false, phase = "ready" as ConnectionState["phase"] } = {},
): ConnectionState => ({
  connection: { ...aConnection(), id: connectionId(id), name: id, region, readOnly },
  ...{ phase, accountId, principalArn: null, error: null, lastSyncAtMs: 1, callsPerMinute: 0 },
  ...{ pagesRead: 0, clock: { nowMs: 0, wallMs: 0, speed: 1 } },
  counts: { fleets: 0, servers: 0, images: 0 },
});
const subject = { connectionId: "home", imageId: "ami-1" };
const states = [
  state("frankfurt", "eu-central-1"),
  state("home", "eu-west-1"),
  state("twin", "eu-west-1"),
  state("partner", "eu-west-1", { accountId: OTHER }),
  state("audit", "us-east-1", { readOnly: true }),
  state("broken", "us-west-2", { phase: "failed" }),
];
const targets = copyTargets(subject, states);
const wanted: CopiesWanted = {
  regions: [
    { region: "eu-central-1", kmsKey: "alias/images" },
    { region: "us-east-1", kmsKey: null },
  ],
  accounts: [OTHER],
};

describe("the places of a copy", () => {
  it("begin with the image's own; what can't take it says why", () => {
    expect(targets.map(({ state: { connection }, why }) => [connection.id, why])).toEqual([
      ["home", null],
      ["frankfurt", null],
      ["twin", "The same region of the same account: the image is there already."],
      ["partner", null],
      [
        "audit",
        "This connection is read only: nothing can be made or shared through it. Add one that isn't, under Connections.",
      ],
      ["broken", "This connection fails: mend it under Connections."],
    ]);
  });

  it("are those of the recipe to begin with, with its keys; what can't be reached is told", () => {
    const draft = wantedDraft(wanted, targets);
    expect([...draft.chosen]).toEqual([
      ["home", { kind: "as-it-is" }],
      ["frankfurt", { kind: "own", kmsKeyId: "alias/images" }],
    ]);
    expect(draft.accounts).toBe(OTHER);
    expect(unreachable(wanted, targets)).toEqual(["us-east-1"]);
    expect(emptyDraft(targets).chosen.size).toBe(0);
  });

  it("are asked for with their keys; an account is not told of what is its own", () => {
    const draft: CopyDraft = {
      chosen: new Map([
        ["home", { kind: "as-it-is" }],
        ["frankfurt", { kind: "own", kmsKeyId: " alias/images " }],
        ["partner", { kind: "aws" }],
      ]),
      accounts: `${OTHER}, ${OTHER} 333333333333`,
    };
    expect(copyRequest(subject, draft, targets)).toEqual({
      ...{ sourceConnectionId: "home", imageId: "ami-1" },
      targets: [
        { connectionId: "home", encryption: null, shareWith: [OTHER, "333333333333"] },
        {
          ...{ connectionId: "frankfurt", encryption: { kmsKeyId: "alias/images" } },
          shareWith: [OTHER, "333333333333"],
        },
        {
          ...{ connectionId: "partner", encryption: { kmsKeyId: null } },
          shareWith: ["333333333333"],
        },
      ],
    });
  });

  it.each<[string, CopyDraft, string | null]>([
    ["nothing is chosen", emptyDraft(targets), "Choose where it is to go."],
    [
      "an account is no id",
      { ...wantedDraft(wanted, targets), accounts: "12" },
      "Mend the account ids first.",
    ],
    [
      "a key has no name",
      { chosen: new Map([["frankfurt", { kind: "own", kmsKeyId: " " }]]), accounts: "" },
      "Name the key, or choose another way to encrypt.",
    ],
    ["all is said", wantedDraft(wanted, targets), null],
  ])("can be planned or not: %s", (_what, draft, problem) => {
    expect(draftProblem(draft)).toBe(problem);
  });
});
