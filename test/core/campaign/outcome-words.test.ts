import { expect, test } from "vitest";
import { outcomeWords } from "../../../shared/campaign/outcome-words.ts";
import type { CampaignOutline, ChildWork } from "../../../shared/model/campaign.ts";
import { fleetId, imageId, stepId } from "../../../shared/model/ids.ts";
import type { Step } from "../../../shared/model/plan.ts";

const image = { id: imageId("ami-1"), name: "os-1" };
const child: ChildWork = {
  key: "fleet-1",
  name: "web",
  expected: { medianMs: 1, worstMs: 1 },
  intent: {
    kind: "replace",
    fleetId: fleetId("web"),
    image: { kind: "image", imageId: image.id },
    onFailure: "hold",
  },
};
const work = { kind: "run-children", children: [child], atOnce: 1 };
const steps = [{ id: stepId("1"), work }] as unknown as readonly Step[];

const campaign = (skipped: CampaignOutline["skipped"]): CampaignOutline => ({
  from: image,
  to: image,
  bakes: [],
  ready: [],
  fleets: [
    {
      key: "fleet-1",
      fleetId: fleetId("web"),
      name: "web",
      environment: "prod",
      servers: 2,
      label: "v1",
      image,
      on: "base",
      stage: 0,
    },
  ],
  stages: [],
  skipped,
});

const ledger = {
  what: "fleet",
  id: "ledger",
  name: "ledger",
  servers: 3,
  reason: "No recipe.",
  cure: "",
} as const;
const unused = { what: "image", id: "ami-9", name: "old", reason: "Unused.", cure: "" } as const;

test.each([
  ["that left nothing", campaign([unused]), [null], "Everything in the plan is done."],
  [
    "that never planned a fleet",
    campaign([unused, ledger]),
    [null],
    "Everything in the plan is done; left on os-1: 3 servers of ledger (No recipe).",
  ],
  [
    "of which a fleet was skipped on the way",
    campaign([ledger]),
    [{ skipped: { "fleet-1": "by ada: later." }, told: ["fleet-1 skipped"] }],
    "Everything in the plan is done; left on os-1: 3 servers of ledger (No recipe) and 2 servers of web (by ada: later).",
  ],
  [
    "of which a fleet was skipped after a try, which may have got as far as to serve",
    campaign([unused]),
    [{ skipped: { "fleet-1": "by ada: later." }, told: ["fleet-1 1", "fleet-1 skipped"] }],
    "Everything in the plan is done. Skipped after a replacement that didn't succeed; look at what serves there: 2 servers of web (by ada: later).",
  ],
])("a campaign %s ends with what is so", (_, outline, kept, words) => {
  expect(outcomeWords({ steps, campaign: outline }, kept)).toBe(words);
});

test("any other operation ends as it always did", () => {
  expect(outcomeWords({ steps }, [])).toBe("Everything in the plan is done.");
});
