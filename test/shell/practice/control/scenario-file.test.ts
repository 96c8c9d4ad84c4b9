/** Scenario files: what they may say, and how a wrong one is told. */
import { describe, expect, it } from "vitest";
import { worldOfFile } from "../../../../electron/practice/control/load-scenario.ts";
import { readScenario } from "../../../../electron/practice/control/scenario-file.ts";
import { deedsOf } from "../../../../electron/practice/faults/colleague.ts";
import { readyFaults } from "../../../../electron/practice/faults/ready-made.ts";
import { activeFaults } from "../../../../electron/practice/faults/region-faults.ts";
import { settingsFrom } from "../../../../electron/practice/cloud/command-line.ts";

const START_MS = Date.UTC(2026, 10, 21);
const HOUR_MS = 3_600_000;
const worldOf = (text: string) =>
  worldOfFile(readScenario(text, "test.yaml"), "test.yaml", { seed: 1, startMs: START_MS });

describe("a scenario file", () => {
  it("sets faults and acts from the world's beginning on", () => {
    const world = worldOf(`
scenario: shop
seed: 7
faults:
  - { ready: zone-full, target: eu-west-1a, for: 30m }
  - title: Two at once
    rules:
      - { at: call, operation: "autoscaling:*", probability: 0.5, effect: { kind: throttle } }
      - { at: boot, after: 90s, effect: { kind: dies, afterMs: 5m } }
acts:
  - after: 1h
    who: Terraform
    service: autoscaling
    operation: SuspendProcesses
    input: { AutoScalingGroupName: payments-v203, ScalingProcesses: [Launch] }
`);
    const [zone, two] = activeFaults(world);
    expect(zone).toMatchObject({ title: "One zone has no capacity", target: "eu-west-1a" });
    expect(zone?.rules[0]).toMatchObject({ fromMs: START_MS, untilMs: START_MS + HOUR_MS / 2 });
    expect(two?.rules[1]).toMatchObject({ at: "boot", fromMs: START_MS + 90_000 });
    world.advanceTo(START_MS + HOUR_MS);
    expect(deedsOf(world)).toMatchObject([{ who: "Terraform", refusal: null }]);
    expect(world.state.groups.get("payments-v203")?.suspended[0]?.process).toBe("Launch");
  });

  it("names an act that the region could never carry out", () => {
    const act = { service: "autoscaling", operation: "Nonsense", input: {} };
    expect(() => worldOf(JSON.stringify({ acts: [act] }))).toThrow(
      "test.yaml is no scenario: acts[0]: the practice cloud does not simulate autoscaling:Nonsense.",
    );
  });

  it("may be JSON, and may be empty", () => {
    expect(worldOf('{"scenario": "empty", "seed": 3}').options.seed).toBe(3);
    expect(worldOf("").state.groups.size).toBeGreaterThan(0);
  });

  it("takes every ready-made fault", () => {
    const targets = {
      zone: "eu-west-1a",
      fleet: "payments",
      operation: "ec2:RunInstances",
    } as const;
    const faults = readyFaults().map(({ id, target, needsTarget }) => ({
      ready: id,
      target: needsTarget ? (targets[target as keyof typeof targets] ?? "x") : null,
    }));
    const world = worldOf(JSON.stringify({ faults }));
    expect(activeFaults(world).map(({ state }) => state)).toEqual(faults.map(() => "active"));
  });

  it.each([
    ["sed: 3", 'test.yaml is no scenario: Unrecognized key: "sed".'],
    ["speed: 900", "speed: Too big"],
    ["faults: [{ ready: zone-ful }]", "faults[0].ready: Invalid option"],
    ["faults: [{ ready: throttled, for: a while }]", "faults[0].for"],
    ["faults: [{ rules: [{ at: cal }] }]", "faults[0].rules[0].at"],
    ["faults: [{ rules: [{ at: call, effect: { kind: x } }] }]", "faults[0].rules[0].effect.kind"],
    ["acts: [{ service: s3, operation: X, input: {} }]", "acts[0].service"],
    ["a: [", "test.yaml can't be read as YAML or JSON"],
    ["&a [*a, *a]", "test.yaml"],
  ])("%s is refused: %s", (text, words) => {
    expect(() => readScenario(text, "test.yaml")).toThrow(words);
  });

  it("is an option of the stand-alone practice cloud, which says what is wrong", () => {
    expect(() => settingsFrom(["--scenario-file", "/nowhere.yaml"], START_MS)).toThrow("nowhere");
  });
});
