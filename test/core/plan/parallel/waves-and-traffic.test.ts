import { describe, expect, it } from "vitest";
import { targetGroupArn } from "../../../../shared/model/ids.ts";
import type { Gate, ParallelIntent } from "../../../../shared/model/intent.ts";
import type { StepWork } from "../../../../shared/model/step-work.ts";
import type { RuleFact } from "../../../../shared/model/facts/rule-facts.ts";
import { planReplace } from "../../../../shared/plan/parallel/plan-replace.ts";
import { plainParallel } from "../../../../shared/rules/replace-defaults.ts";
import { anImage } from "../../../builders/image.ts";
import { aReplacement, inputOf, madePlan, refusal } from "../../../builders/plan.ts";
import { MINUTE_MS } from "../../../builders/time.ts";
import { aFleet } from "../../../builders/world.ts";

const A = targetGroupArn("arn:aws:elasticloadbalancing:eu-central-1:1:targetgroup/a/1");
const B = targetGroupArn("arn:aws:elasticloadbalancing:eu-central-1:1:targetgroup/b/2");
const C = targetGroupArn("arn:aws:elasticloadbalancing:eu-central-1:1:targetgroup/c/3");

const facts = (size = 20, arns = [A]) =>
  aFleet()
    .withGeneration(41, (group) =>
      group.size(size).sized(2, 30, size).settings({ targetGroupArns: arns }),
    )
    .withImage(anImage("ami-new", { name: "web 7.3.0" }))
    .facts();

function aRule(
  weights: readonly (readonly [typeof A, number])[],
  over: Partial<RuleFact> = {},
): RuleFact {
  return {
    ruleArn: "arn:rule/1",
    listenerArn: "arn:listener/1",
    isDefault: false,
    actions: [],
    weights: weights.map(([arn, weight]) => ({ targetGroupArn: arn, weight })),
    isSticky: false,
    ...over,
  };
}

function byWeights(rules: readonly RuleFact[] | null, over: Partial<ParallelIntent> = {}) {
  const input = inputOf(facts());
  const image = input.facts.images.get("ami-new") ?? null;
  const intent = {
    ...plainParallel,
    kind: "replace",
    fleetId: input.fleet.id,
    imageId: image?.id as never,
    canary: 2,
    canarySoakMs: MINUTE_MS,
    soakMs: MINUTE_MS,
    warmForMs: 60 * MINUTE_MS,
    traffic: "weights",
    ...over,
  } as const;
  return planReplace({ ...input, image, intent, rules });
}

const kinds = (plan: ReturnType<typeof madePlan>) =>
  plan.steps.map(({ phase, work }) => `${phase}: ${work.kind}`);
const works = <K extends StepWork["kind"]>(plan: ReturnType<typeof madePlan>, kind: K) =>
  plan.steps
    .map(({ work }) => work)
    .filter((work): work is Extract<StepWork, { kind: K }> => work.kind === kind);

const gates: Gate[] = [
  { kind: "alarms", names: ["5xx"] },
  { kind: "approval", question: "Go on?", withinMs: MINUTE_MS },
];

describe("a parallel plan", () => {
  it("rises by a canary, waves and the rest, each soaked; gates after the canary and before the shift, a person asked once", () => {
    const plan = madePlan(
      aReplacement(facts(), "ami-new", { canary: 2, waves: [5, 10], waveSoakMs: MINUTE_MS, gates }),
    );
    expect(kinds(plan)).toEqual([
      "Preflight: preflight",
      "Preflight: claim",
      "Lay generation v42: make-template-version",
      "Lay generation v42: create-group",
      "Canary: raise",
      "Canary: soak",
      "Canary: gate",
      "Canary: gate",
      "Wave 1: raise",
      "Wave 1: soak",
      "Wave 2: raise",
      "Wave 2: soak",
      "Raise the rest: raise",
      "Raise the rest: settle",
      "Raise the rest: compare-clone",
      "Shift traffic: gate",
      "Shift traffic: raise",
      "Shift traffic: shift-away",
      "Soak: soak",
      "Keep v41 warm: release",
    ]);
    expect(works(plan, "raise").map(({ size }) => size)).toEqual([2, 5, 10, "live", "live"]);
  });

  it("lets a person's word be given, not skipped; what Bennu looks at by itself may be skipped", () => {
    const plan = madePlan(aReplacement(facts(), "ami-new", { canary: 2, gates }));
    const skippable = plan.steps.filter(({ work }) => work.kind === "gate");
    expect(skippable.map(({ skippable: may }) => may)).toEqual([true, false, true]);
  });

  it.each([
    ["with a canary in traffic", { canary: 2 }, "Canary"],
    ["with a canary in the dark", { canary: 2, traffic: "dark" }, "Shift traffic"],
    ["with waves alone", { canary: 0, waves: [5] }, "Wave"],
    ["with all at once", { canary: 0 }, "Shift traffic"],
  ] as const)("asks a person once, when there is something to judge by: %s", (_, how, phase) => {
    const plan = madePlan(aReplacement(facts(), "ami-new", { ...how, gates }));
    const asked = plan.steps.filter(({ skippable, work }) => work.kind === "gate" && !skippable);
    expect(asked.map((step) => step.phase)).toEqual([phase]);
  });

  it("waits for the warm time, and removes the old generation only while the new one serves", () => {
    const plan = madePlan(aReplacement(facts(), "ami-new", { canary: 0, retireAfterWarm: true }));
    expect(kinds(plan).slice(-3)).toEqual([
      "Keep v41 warm: keep-warm",
      "Retire v41: remove-group",
      "Retire v41: release",
    ]);
    expect(works(plan, "remove-group")[0]).toMatchObject({
      group: "web-v041",
      servingGroup: "web-v042",
    });
    expect(plan.steps.find(({ work }) => work.kind === "keep-warm")?.skippable).toBe(true);
    expect(plan.lost.join()).toContain("At the end");
  });

  it("raises in the dark without a target group, then attaches, and only then takes the old one away", () => {
    const plan = madePlan(aReplacement(facts(), "ami-new", { canary: 2, traffic: "dark" }));
    expect(works(plan, "create-group")[0]?.settings.targetGroupArns).toEqual([]);
    expect(works(plan, "raise").map(({ targetGroupArns }) => targetGroupArns)).toEqual([[], []]);
    expect(works(plan, "wake")[0]).toMatchObject({
      group: "web-v042",
      processes: [],
      targetGroupArns: [A],
    });
    const order = kinds(plan);
    expect(order.indexOf("Shift traffic: wake")).toBeLessThan(
      order.indexOf("Shift traffic: shift-away"),
    );
    expect(works(plan, "soak").at(-1)?.targetGroupArns).toEqual([A]);
    expect(plan.groups?.targetGroupArns).toEqual([A]);
  });

  it("keeps a fleet with policies from being scaled in meanwhile, and leaves others alone", () => {
    const policy = { name: "cpu", arn: "arn:policy", definition: {}, alarms: [] };
    const setting = { extras: { scalingPolicies: [policy] } };
    const pinned = madePlan(aReplacement(facts(), "ami-new", {}, setting));
    expect(works(pinned, "pin")[0]).toMatchObject({ group: "web-v041", minSize: 2, maxSize: 30 });
    const held = { target: "web-v041", what: "minimum size 20", original: "min 2" };
    expect(pinned.temporary).toContainEqual(held);
    const plain = madePlan(aReplacement(facts(), "ami-new"));
    expect(works(plain, "pin")).toEqual([]);
    expect(plain.temporary).not.toContainEqual(held);
  });
});

describe("traffic by weights", () => {
  const rule = aRule([
    [A, 100],
    [B, 0],
  ]);

  it("gives the new generation the idle target group, a part as large as its servers', then everything", () => {
    const plan = madePlan(byWeights([rule], { waves: [10] }));
    expect(works(plan, "create-group")[0]?.settings.targetGroupArns).toEqual([B]);
    expect(
      works(plan, "weigh").map((work) => [work.fromWeight, work.toWeight, work.isFinal]),
    ).toEqual([
      [18, 2, false],
      [10, 10, false],
      [0, 100, true],
    ]);
    expect(works(plan, "shift-away")[0]?.targetGroupArns).toEqual([A]);
    expect(plan.groups?.weighted).toMatchObject({ toTargetGroupArns: [B] });
    expect(plan.temporary.map(({ what }) => what)).toContain("the weights of its target groups");
    const final = plan.steps.findIndex(({ work }) => work.kind === "weigh" && work.isFinal);
    expect(plan.steps[final + 1]?.work.kind).toBe("shift-away");
  });

  it("weighs before the canary's soak, so that the soak sees requests", () => {
    const phases = kinds(madePlan(byWeights([rule])));
    expect(phases.indexOf("Canary: weigh")).toBe(phases.indexOf("Canary: raise") + 1);
    expect(phases.indexOf("Canary: soak")).toBe(phases.indexOf("Canary: raise") + 2);
  });

  it("asks the listener where the rule is its default one, and says that visitors stick", () => {
    const plan = madePlan(byWeights([{ ...rule, isDefault: true, isSticky: true }]));
    const calls = plan.steps.flatMap(({ calls: made }) => made).map(({ call }) => call);
    expect(calls).toContain("ModifyListener");
    expect(plan.warnings.join()).toContain("keeps visitors");
  });

  it.each<[string, readonly RuleFact[] | null, RegExp]>([
    ["rules that nobody could read", null, /could not be read/],
    ["a fleet that no rule forwards to", [], /No rule of a load balancer forwards to a/],
    [
      "a rule with one target group",
      [aRule([[A, 1]])],
      /must forward to two target groups; it forwards to 1/,
    ],
    [
      "a rule with three",
      [
        aRule([
          [A, 1],
          [B, 0],
          [C, 0],
        ]),
      ],
      /it forwards to 3/,
    ],
    [
      "a second target group that gets requests",
      [
        aRule([
          [A, 1],
          [B, 1],
        ]),
      ],
      /b of the rule.*not idle: its weight is 1/,
    ],
    [
      "rules with different second target groups",
      [
        rule,
        aRule(
          [
            [A, 1],
            [C, 0],
          ],
          { ruleArn: "arn:rule/2" },
        ),
      ],
      /different second target groups/,
    ],
  ])("refuses %s", (_what, rules, reason) => {
    expect(refusal(byWeights(rules))).toMatch(reason);
  });

  it("refuses a second target group that another group uses", () => {
    const input = facts();
    const other = aFleet("api")
      .withGeneration(1, (group) => group.settings({ targetGroupArns: [B] }))
      .facts();
    const groups = new Map([...input.groups, ...other.groups]);
    const setting = inputOf(input);
    const image = input.images.get("ami-new") ?? null;
    const planned = planReplace({
      ...setting,
      facts: { ...setting.facts, groups },
      image,
      rules: [rule],
      intent: {
        ...plainParallel,
        kind: "replace",
        fleetId: setting.fleet.id,
        imageId: image?.id as never,
        canary: 1,
        canarySoakMs: 0,
        soakMs: 0,
        warmForMs: 0,
        traffic: "weights",
      },
    });
    expect(refusal(planned)).toMatch(/api-v001 is attached to it/);
  });
});

describe("sizes that make no sense are refused", () => {
  it.each<[string, Partial<ParallelIntent>, RegExp]>([
    ["a wave that adds none", { canary: 5, waves: [5] }, /wave of 5 servers after 5 adds none/],
    ["waves that fall", { canary: 1, waves: [8, 4] }, /wave of 4 servers after 8 adds none/],
    ["a wave that is the whole", { canary: 1, waves: [20] }, /leaves none of the 20/],
  ])("%s", (_what, over, reason) => {
    expect(refusal(aReplacement(facts(), "ami-new", over))).toMatch(reason);
  });
});
