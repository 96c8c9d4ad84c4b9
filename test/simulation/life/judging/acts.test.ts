/** The judge notices what nothing gives back, where it isn't the console's to take. */
import { describe, expect, it } from "vitest";
import type { WireRequest } from "../../../../electron/practice/wire/messages.ts";
import type { Plan } from "../../../../shared/model/plan.ts";
import { TAG } from "../../../../shared/model/tags.ts";
import { ANY } from "../../scenario/draw.ts";
import { drawLife } from "../scenario/draw.ts";
import { aLifeRegion } from "../region.ts";
import { endingProblems, fitProblems } from "./acts.ts";

function aCase() {
  const scenario = drawLife(1, "retention", ANY);
  const { world } = aLifeRegion(scenario);
  return { world, scenario, plans: [], isMet: false };
}

const asked = (input: Readonly<Record<string, string>>): WireRequest =>
  ({
    method: "POST",
    path: "/",
    query: {},
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: Buffer.from(new URLSearchParams(input).toString()),
  }) as unknown as WireRequest;

describe("a call that ends something", () => {
  it("is held against the console where a server is no builder", () => {
    const about = aCase();
    const [server] = about.world.state.instances.values();
    const request = asked({ Action: "TerminateInstances", "InstanceId.1": server?.id ?? "" });
    expect(endingProblems(request, about)).toEqual([
      `${server?.id ?? ""} is ended, and is no builder`,
    ]);
  });

  it("is held against it where servers run an image, and nobody asked for it", () => {
    const about = aCase();
    const [server] = about.world.state.instances.values();
    const request = asked({ Action: "DeregisterImage", ImageId: server?.imageId ?? "" });
    const problems = endingProblems(request, about).join("\n");
    expect(problems).toMatch(/was started from it/);
    expect(problems).toMatch(/nobody asked for it/);
    expect(endingProblems(request, { ...about, isMet: true })).toEqual([]);
  });
});

describe("a replacement", () => {
  it("is held against the console where its image, or what it was made from, is revoked", () => {
    const { world, scenario } = aCase();
    const [server] = world.state.instances.values();
    const image = world.state.images.get(server?.imageId ?? "");
    const parent = world.state.images.get(image?.sourceImageId ?? "");
    const plan = {
      title: "Replace",
      intent: { kind: "replace", imageId: image?.id },
    } as unknown as Plan;
    expect(fitProblems(world, plan, scenario)).toEqual([]);
    if (parent) parent.tags[TAG.revoked] = "2020-01-01T00:00:00Z bob: a hole";
    expect(fitProblems(world, plan, scenario).join()).toMatch(/is revoked/);
    if (image) delete image.tags[TAG.verified];
    expect(fitProblems(world, plan, scenario).join()).toMatch(/never passed its tests/);
  });
});
