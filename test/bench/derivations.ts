/** What the core takes to work out all views of the large region, and to lay out a lineage. */
import { makeCloud } from "../../electron/aws/make-cloud.ts";
import type { Cloud } from "../../electron/ports.ts";
import { createInThreadPractice } from "../../electron/practice/in-thread.ts";
import { deriveFleets } from "../../shared/fleet/derive-fleets.ts";
import { deriveImages } from "../../shared/fleet/derive-images.ts";
import { deriveServers } from "../../shared/fleet/derive-servers.ts";
import { imageGraph, type LineageImage } from "../../shared/lineage/image-graph.ts";
import { lineageDrawing } from "../../shared/lineage/layout/lineage-drawing.ts";
import type { Connection } from "../../shared/model/connection.ts";
import type { Facts } from "../../shared/model/facts.ts";
import { connectionId, imageId } from "../../shared/model/ids.ts";
import { defaultPolicy } from "../../shared/rules/fleet-policy.ts";
import { FactStore } from "../../electron/inventory/fact-store.ts";
import { readRegion } from "../../electron/inventory/region-pass.ts";
import { historiesToRead, readHistories } from "../../electron/inventory/template-histories.ts";
import { ofRuns, type Figure } from "./figures.ts";
import type { RegionSize } from "./region.ts";

const RUNS = 15;
const LINEAGE = 20_000;
const sizes = { nodeWidth: 200, nodeHeight: 40, columnGap: 40, rowGap: 12, treeGap: 22 };
const connection: Connection = {
  id: connectionId("bench"),
  name: "bench",
  kind: "practice",
  profile: null,
  region: "eu-west-1",
  endpoint: null,
  environment: "practice",
  colour: "green",
  readOnly: true,
};

export async function derivationFigures(size: RegionSize): Promise<readonly Figure[]> {
  const { facts, nowMs } = await factsOf(size);
  const about = { connection, nowMs, policy: defaultPolicy };
  const fleets = deriveFleets(facts, about);
  const images = lineage(LINEAGE);
  return [
    timed("deriveFleets", () => deriveFleets(facts, about)),
    timed("deriveServers", () => deriveServers(facts, fleets)),
    timed("deriveImages", () => deriveImages(facts, fleets, new Set(), connection)),
    timed(`lineage of ${String(LINEAGE)} images: graph`, () => imageGraph(images)),
    timed(`lineage of ${String(LINEAGE)} images: layout`, () =>
      lineageDrawing<LineageImage>(sizes).update(images),
    ),
    changed("1 % of them say something else", images, (one) => ({ ...one })),
    changed("1 % of them hang elsewhere", images, (one) => ({ ...one, parentId: idOf(0) })),
  ];
}

function timed(name: string, work: () => unknown): Figure {
  const times = Array.from({ length: RUNS }, () => {
    const startedMs = performance.now();
    work();
    return performance.now() - startedMs;
  });
  return ofRuns(name, "ms", times);
}

/** What a change of every hundredth image takes, in the drawing that was there before. */
function changed(
  name: string,
  images: readonly LineageImage[],
  change: (image: LineageImage) => LineageImage,
): Figure {
  const drawing = lineageDrawing<LineageImage>(sizes);
  drawing.update(images);
  let [now, at] = [images, 0];
  return timed(`  ${name}`, () => {
    at += 1;
    now = now.map((image, index) => (index % 100 === at % 100 ? change(image) : image));
    drawing.update(now);
  });
}

/** As the inventory reads them, through the SDK, from a region in this thread. */
async function factsOf(
  size: RegionSize,
): Promise<{ readonly facts: Facts; readonly nowMs: number }> {
  const { servers, groups, images } = size;
  const practice = createInThreadPractice({ seed: 1, scenario: "large", servers, groups, images });
  const store = new FactStore();
  const cloud = cloudOn(practice);
  const parts = { cloud, store, onDelta: () => undefined, onPage: () => undefined };
  const latest = await readRegion(parts);
  const due = historiesToRead(store.facts(), latest, practice.world.nowMs);
  await readHistories(parts, due, new AbortController().signal);
  cloud.close();
  return { facts: store.facts(), nowMs: practice.world.nowMs };
}

function cloudOn(practice: ReturnType<typeof createInThreadPractice>): Cloud {
  const now = () => practice.world.nowMs;
  const clock = {
    now,
    sleep: () => Promise.resolve(),
    reading: () => ({ nowMs: now(), wallMs: now(), speed: 1 }),
  };
  const requestHandler = practice.requestHandler() as never;
  const transport = { kind: "practice", requestHandler } as const;
  return makeCloud({
    connection,
    clock,
    random: { next: () => 0.5 },
    credentials: null,
    transport,
  });
}

const idOf = (at: number) => imageId(`ami-${String(at)}`);

/** Bases, golden images on each, and server images of 400 series on those, in order of time. */
function lineage(count: number): readonly LineageImage[] {
  const bases = 20;
  const golden = 200;
  const series = 400;
  return Array.from({ length: count }, (_, at): LineageImage => {
    const common = { id: idOf(at), createdAtMs: at * 60_000 };
    if (at < bases) return { ...common, name: `base-${String(at)}`, kind: "base", parentId: null };
    if (at < golden)
      return {
        ...common,
        name: `golden-${String(at)}`,
        kind: "golden",
        parentId: idOf(at % bases),
      };
    const parentId = idOf(bases + (Math.floor(at / series) % (golden - bases)));
    const name = `app-${letters(at % series)} 1.${String(Math.floor(at / series))}.0`;
    return { ...common, name, kind: "server", parentId };
  });
}

/** A number in letters, so that each is a series of its own and not a version of one. */
const letters = (value: number) =>
  String(value).replace(/\d/g, (digit) => "abcdefghij"[Number(digit)] ?? "");
