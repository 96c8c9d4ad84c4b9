import { expect, it } from "vitest";
import { TAG } from "../../../shared/model/tags.ts";
import { aCare, made } from "./care.ts";

it("the images of promised generations can't be deregistered, and the finding is gone", async () => {
  const care = aCare();
  const { id: fleetId, findings } = await care.fleet();
  expect(findings.map((one) => one.kind)).toContain("promise-open");
  const detail = await care.carryOut(made(await care.planned({ kind: "promise", fleetId })));
  expect(detail.status).toBe("succeeded");
  const after = await care.fleet();
  expect(after.findings.map((one) => one.kind)).not.toContain("promise-open");
  const kept = after.generations.find((one) => one.promise?.isKept);
  const imageId = kept?.imageId;
  if (!imageId) throw new Error("One is kept");
  expect(await care.region.cloud.actor.perform({ call: "DeregisterImage", imageId })).toMatchObject(
    { kind: "failed" },
  );
  expect(await care.planned({ kind: "promise", fleetId })).toMatchObject({ refused: true });
});

it("what is promised no longer is let go of, and what others protected is not", async () => {
  const care = aCare();
  const { id: fleetId, generations } = await care.fleet();
  await care.carryOut(made(await care.planned({ kind: "promise", fleetId })));
  const kept = (await care.fleet()).generations.find((one) => one.promise?.isKept);
  const live = generations.find((one) => one.state === "live");
  if (!kept?.imageId || !live?.imageId) throw new Error("Both have images");
  const theirs = live.imageId;
  await care.region.cloud.actor.perform({
    call: "EnableImageDeregistrationProtection",
    imageId: theirs,
  });
  await care.carryOut(made(await care.revoked(kept, true, "it leaks memory")));
  const plan = made(await care.planned({ kind: "promise", fleetId }));
  const off = plan.steps.filter(({ work }) => work.kind === "protect-image" && !work.isProtected);
  expect(off.map(({ work }) => work)).toEqual([
    { kind: "protect-image", imageId: kept.imageId, isProtected: false },
  ]);
  expect((await care.carryOut(plan)).status).toBe("succeeded");
  expect(await care.image(kept.imageId)).toMatchObject({ deregistrationProtected: false });
  expect(await care.image(theirs)).toMatchObject({ deregistrationProtected: true });
  expect((await care.image(kept.imageId))?.tags[TAG.promised]).toBe("checkout-web");
});
