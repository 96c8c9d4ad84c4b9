/** A program over EC2's limit goes through the bucket, and nothing of it stays there. */
import { describe, expect, it, vi } from "vitest";
import { keptRecord } from "../../../../electron/bake/kept-records.ts";
import { accepted, aBakery, plannedBake, recipes } from "../baking.ts";

vi.setConfig({ testTimeout: 120_000 });

/** Text that gzip can't make much smaller. */
function noise(letters: number): string {
  let state = 7;
  return Array.from({ length: letters }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return ((state >> 8) % 36).toString(36);
  }).join("");
}

async function withNoise(file: string): Promise<string> {
  const text = await recipes.text(file);
  const step = `  - files:\n      - path: /opt/noise\n        content: ${noise(30_000)}\n`;
  return text.replace("steps:\n", `steps:\n${step}`);
}

const bucketOf = ({ region: { world } }: ReturnType<typeof aBakery>) =>
  [...world.state.buckets.values()][0] ?? null;

async function aLargeBake(bakery: ReturnType<typeof aBakery>, bucket: string | null) {
  const file = "payments.yaml";
  const base = await bakery.imageNamed("hardened 92");
  return plannedBake(bakery.cloud, { file, base, text: await withNoise(file), intent: { bucket } });
}

describe("a program that is too large for user data", () => {
  it("is refused without a bucket, with both sizes", async () => {
    const bakery = aBakery();
    const planned = await aLargeBake(bakery, null);
    expect(planned.refused && planned.reason).toMatch(
      /program is \d+ bytes, packed \d+; EC2 takes 16384/,
    );
    expect(planned.refused && planned.cure).toContain("Name a bucket");
  });

  it("is refused with a bucket that isn't there", async () => {
    const planned = await aLargeBake(aBakery(), "no-such-bucket-here");
    expect(planned.refused && planned.reason).toBe("There is no bucket no-such-bucket-here.");
  });

  it("travels through the bucket by a signed address, and is taken out of it", async () => {
    const bakery = aBakery();
    const bucket = bucketOf(bakery);
    if (!bucket) throw new Error("The region has no bucket");
    const plan = accepted(await aLargeBake(bakery, bucket.name));
    expect(plan.bake?.programs.map(({ role, way }) => [role, way])).toEqual([
      ["builder", "s3"],
      ["fresh-boot", "gzip"],
    ]);
    const detail = await bakery.carryOut(plan);
    expect([detail.status, detail.outcome]).toEqual([
      "succeeded",
      "Everything in the plan is done.",
    ]);
    const image = detail.bake?.imageId ?? "";
    const keys = [...bakery.region.world.state.objects.values()].map(({ key }) => key);
    expect(keys.filter((key) => key.startsWith("bennu/"))).toEqual([
      `bennu/images/${image}.json.gz`,
    ]);
    const record = await keptRecord(bakery.cloud.reader, bucket.name, image);
    expect(record?.tests.length).toBeGreaterThan(5);
    expect(record?.manifest?.packages.length).toBeGreaterThan(20);
  });

  it("leaves no secret and no signed address in the journal, and its text once", async () => {
    const bakery = aBakery();
    const bucket = bucketOf(bakery);
    const plan = accepted(await aLargeBake(bakery, bucket?.name ?? null));
    const detail = await bakery.carryOut(plan);
    const text = JSON.stringify([
      bakery.journal.evidence.intents(detail.id),
      bakery.operations.events(detail.id),
      bakery.journal.running.steps(detail.id),
    ]);
    expect(text).not.toContain("X-Amz-Signature");
    const put = plan.steps.find(({ work }) => work.kind === "put-object")?.work;
    if (put?.kind !== "put-object") throw new Error("nothing is put");
    expect(text).not.toContain(put.gzipBase64);
    expect(JSON.stringify(plan).split(put.gzipBase64)).toHaveLength(2);
  });
});
