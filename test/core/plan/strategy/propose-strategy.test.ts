import { describe, expect, test } from "vitest";
import type { Facts } from "../../../../shared/model/facts.ts";
import type { OutlookFacts } from "../../../../shared/model/facts/outlook-facts.ts";
import type { Planned } from "../../../../shared/model/plan.ts";
import type { Strategy } from "../../../../shared/model/intent.ts";
import { imageId } from "../../../../shared/model/ids.ts";
import { keepsAndLoses } from "../../../../shared/plan/outlook/keeps-and-loses.ts";
import { serverData } from "../../../../shared/plan/outlook/server-data.ts";
import {
  proposeStrategy,
  type Candidate,
} from "../../../../shared/plan/strategy/propose-strategy.ts";
import { defaultIntent, strategies } from "../../../../shared/plan/strategy/strategy-defaults.ts";
import { defaultPolicy } from "../../../../shared/rules/fleet-policy.ts";
import { theFleet } from "../../../builders/plan.ts";
import { known, outlookFor, planFor, six } from "../outlook/cases.ts";

const no: Planned = { refused: true, reason: "It has a warm pool.", cure: "Take it off." };

interface Case {
  readonly facts?: Facts;
  readonly refused?: readonly Strategy[];
  readonly around?: Partial<OutlookFacts>;
}

/** In-place strategies add no servers here: they have room where a second generation hasn't. */
function propose({ facts = six(), refused = [], around = {} }: Case) {
  const [group] = facts.groups.values();
  if (group === undefined) throw new Error("no group");
  const data = serverData(group, facts, null, known.types);
  const candidates = strategies.map((strategy): Candidate => {
    const kept = { keeps: [], loses: [] };
    if (refused.includes(strategy)) return { strategy, planned: no, outlook: null, kept };
    const plan = planFor(facts);
    const own = strategy === "parallel" ? plan : { ...plan, mostServers: theFleet(facts).servers };
    const outlook = outlookFor(facts, { around }, own);
    return { strategy, planned: { refused: false, plan: own }, outlook, kept };
  });
  return proposeStrategy({ candidates, data });
}

const withData = six((group) =>
  group.servers((server, at) => ({
    ...server,
    volumes: [
      ...server.volumes,
      { volumeId: `vol-data-${String(at)}`, device: "/dev/sdf", deleteOnTermination: at > 2 },
    ],
  })),
);
const withInstanceStore = six((group) =>
  group.servers((server) => ({ ...server, instanceType: "i4i.large" })),
);

describe("which strategy is proposed", () => {
  const rows: readonly (readonly [string, Case, Strategy | null, RegExp])[] = [
    ["an ordinary fleet", {}, "parallel", /never has less in service/],
    ["data volumes", { facts: withData }, "root-volume", /6 data volumes.*stay with their servers/],
    [
      "instance stores",
      { facts: withInstanceStore },
      "root-volume",
      /instance stores \(i4i.large\)/,
    ],
    [
      "data volumes, and no root volume swap",
      { facts: withData, refused: ["root-volume"] },
      "parallel",
      /save what must not be lost first/,
    ],
    [
      "no quota",
      { around: { vcpuLimit: 20 } },
      "grow-shrink",
      /12 more vCPUs are needed and the quota leaves 8/,
    ],
    [
      "no addresses",
      {
        around: {
          subnets: [
            { id: "subnet-1", zone: "eu-west-1a", available: 0 },
            { id: "subnet-2", zone: "eu-west-1b", available: 1 },
          ],
        },
      },
      "grow-shrink",
      /no room for a second generation/,
    ],
    [
      "no quota, no grow and shrink",
      { around: { vcpuLimit: 20 }, refused: ["grow-shrink"] },
      "refresh",
      /instance refresh/,
    ],
    [
      "no parallel generation",
      { refused: ["parallel"] },
      "grow-shrink",
      /can't be made: It has a warm pool/,
    ],
    [
      "no room, and nothing else",
      { around: { vcpuLimit: 20 }, refused: ["grow-shrink", "refresh", "root-volume"] },
      "parallel",
      /may have to wait for room/,
    ],
    ["nothing", { refused: strategies }, null, /No strategy can be used/],
    ["nothing known of room", { around: { subnets: null, vcpuLimit: null } }, "parallel", /safest/],
  ];
  test.each(rows)("%s", (_, given, strategy, why) => {
    const proposal = propose(given);
    expect(proposal.strategy).toBe(strategy);
    expect(proposal.why).toMatch(why);
  });

  test("each strategy says whether it can be used, or why not and what to do", () => {
    const { choices } = propose({ refused: ["parallel"] });
    expect(choices.map(({ strategy, possible }) => [strategy, possible])).toEqual([
      ["parallel", false],
      ["grow-shrink", true],
      ["refresh", true],
      ["root-volume", true],
    ]);
    expect(choices[0]).toMatchObject({ reason: no.reason, cure: "Take it off.", expected: null });
  });
});

describe("what each keeps and loses", () => {
  const of = (strategy: Strategy, facts = withData) => {
    const [group] = facts.groups.values();
    if (group === undefined) throw new Error("no group");
    const intent = defaultIntent(strategy, {
      fleetId: theFleet(facts).id,
      imageId: imageId("ami-2"),
      desired: 6,
      policy: defaultPolicy,
    });
    return keepsAndLoses(intent, serverData(group, facts, null, known.types), 6);
  };
  test.each(["parallel", "grow-shrink", "refresh"] as const)(
    "%s: data volumes die or stay behind, by what AWS does with each",
    (strategy) => {
      const loses = of(strategy).loses.join("\n");
      expect(loses).toMatch(/3 data volumes \(vol-data-3, vol-data-4 and vol-data-5\)/);
      expect(loses).toMatch(
        /3 data volumes \(vol-data-0, vol-data-1 and vol-data-2\) left in the account/,
      );
      expect(loses).toMatch(/addresses and root volumes/);
    },
  );
  test("root volume swap keeps them, and addresses; capacity is less for a reboot", () => {
    const { keeps, loses } = of("root-volume");
    expect(keeps.join("\n")).toMatch(/6 data volumes/);
    expect(keeps.join("\n")).toMatch(/addresses/);
    expect(loses.join("\n")).not.toMatch(/data/);
    expect(loses.join("\n")).toMatch(/1 server out of service at a time/);
  });
});
