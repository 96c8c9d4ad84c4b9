import { describe, expect, it } from "vitest";
import {
  compareGenerations,
  compareImages,
  compareTexts,
} from "../../../shared/compare/compare.ts";
import { userDataItems } from "../../../shared/compare/outside.ts";
import { generationSide, imageSide } from "../../../shared/compare/sides.ts";
import { deriveFleets } from "../../../shared/fleet/derive-fleets.ts";
import type { ImageRecord, Manifest } from "../../../shared/model/manifest.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { defaultPolicy } from "../../../shared/rules/fleet-policy.ts";
import { aConnection } from "../../builders/connection.ts";
import { anImage } from "../../builders/image.ts";
import { NOW_MS } from "../../builders/time.ts";
import { aFleet, aTemplateVersion, aWorld } from "../../builders/world.ts";
import { aGroup } from "../../builders/group.ts";

function aManifest(over: Partial<Manifest> = {}): Manifest {
  return {
    imageId: null,
    takenAtMs: NOW_MS,
    kernel: "6.1.141",
    packages: [],
    files: [],
    users: ["root"],
    services: [],
    ports: [],
    diskUsedMib: null,
    bootSeconds: 41,
    ...over,
  };
}
function aRecord(manifest: Manifest | null, recipeText: string | null = null): ImageRecord {
  return {
    imageId: "ami-1",
    manifest,
    tests: [],
    recipeName: null,
    recipeText,
    bakedByOperation: null,
    recordedAtMs: NOW_MS,
  };
}
const rpm = (name: string, version: string) => ({ name, version, arch: "x86_64", source: "rpm" });
const side = (record: ImageRecord | null) => ({
  label: "x",
  image: anImage("ami-1"),
  ancestry: [],
  record,
});

describe("compareImages", () => {
  it("lists packages by the size of their jump, and counts them", () => {
    const left = aManifest({
      packages: [rpm("nodejs", "22.11.0"), rpm("boto3", "1.34"), rpm("glibc", "2.34-52")],
    });
    const right = aManifest({
      packages: [rpm("nodejs", "24.2.0"), rpm("jemalloc", "5.3.0"), rpm("glibc", "2.34-52")],
    });
    const { packages, counts } = compareImages(side(aRecord(left)), side(aRecord(right)));
    expect(packages?.map((one) => `${one.name} ${one.jump}`)).toEqual([
      "nodejs major",
      "boto3 removed",
      "jemalloc added",
      "glibc same",
    ]);
    expect(counts).toMatchObject({ major: 1, removed: 1, added: 1, same: 1, minor: 0 });
  });

  it("doesn't compare packages of an unknown manifest, and says why", () => {
    const { packages, left, right } = compareImages(side(aRecord(aManifest())), side(null));
    expect(packages).toBeNull();
    expect(left.note).toBeNull();
    expect(right).toMatchObject({ manifestKnown: false, tests: null });
    expect(right.note).toContain("not known");
  });

  it("shows what differs of kernel, users, ports and boot", () => {
    const right = aManifest({ kernel: "6.1.147", users: ["root", "app"], ports: ["tcp/8080"] });
    const { items } = compareImages(side(aRecord(aManifest())), side(aRecord(right)));
    const differing = items
      .filter((one) => !one.same)
      .map((one) => [one.area, one.item, one.left, one.right]);
    expect(differing).toEqual([
      ["user", "app", null, "present"],
      ["port", "tcp/8080", null, "present"],
      ["kernel", "kernel", "6.1.141", "6.1.147"],
    ]);
  });

  it("compares recipes line by line, if both are known", () => {
    expect(compareTexts("base: a\nversion: 1\n", "base: a\nversion: 2\n")).toEqual([
      { mark: " ", text: "base: a" },
      { mark: "-", text: "version: 1" },
      { mark: "+", text: "version: 2" },
    ]);
    expect(compareTexts(null, "x")).toBeNull();
  });
});

describe("compareGenerations", () => {
  const facts = aWorld()
    .image(
      anImage("ami-0", { name: "al2023-1" }),
      anImage("ami-1", { tags: { [TAG.parent]: "ami-0" } }),
      anImage("ami-2"),
    )
    .version(
      aTemplateVersion(1, { userData: "#!/bin/sh\nPOOL_SIZE=32\n", instanceType: "c7g.large" }),
      aTemplateVersion(2, { userData: "#!/bin/sh\nPOOL_SIZE=48\n", instanceType: "c8g.large" }),
    )
    .group(aGroup("web-v001").template("1"))
    .group(aGroup("web-v002").template("2").sized(1, 9, 2))
    .facts();
  const [fleet] = deriveFleets(facts, {
    connection: aConnection(),
    nowMs: NOW_MS,
    policy: defaultPolicy,
  });
  const [newer, older] = fleet?.generations ?? [];

  it("holds configuration from outside and group settings against each other", () => {
    if (older === undefined || newer === undefined) throw new Error("no generations");
    const { items, left } = compareGenerations(
      generationSide(older, facts, null),
      generationSide(newer, facts, null),
    );
    const differing = items.filter((one) => !one.same && one.area !== "image");
    expect(differing.map((one) => [one.area, one.item, one.left, one.right])).toEqual([
      ["configuration", "instance type", "c7g.large", "c8g.large"],
      ["configuration", "user data · POOL_SIZE", "32", "48"],
      ["group", "maximum size", "4", "9"],
      ["group", "minimum size", "0", "1"],
    ]);
    expect(left.ancestry).toEqual(["al2023-1"]);
  });

  it("compares what is left of an image that is gone", () => {
    expect(imageSide("ami-gone", aFleet().facts(), null)).toMatchObject({
      label: "ami-gone",
      image: null,
    });
  });
});

describe("userDataItems", () => {
  it("takes assignments one by one and keeps the rest as one text", () => {
    expect(userDataItems('#!/bin/sh\nexport A="x y"\nB=2\nrun a\n')).toEqual([
      ["user data · A", "x y"],
      ["user data · B", "2"],
      ["user data · other lines", "#!/bin/sh\nrun a"],
    ]);
  });
});
