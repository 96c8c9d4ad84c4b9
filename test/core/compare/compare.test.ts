import { describe, expect, it } from "vitest";
import { compareSides, compareTexts } from "../../../shared/compare/compare.ts";
import { outcomeOf } from "../../../shared/compare/items.ts";
import { userDataItems } from "../../../shared/compare/outside/user-data.ts";
import { generationSide, imageSide, serverSide } from "../../../shared/compare/sides.ts";
import { testWords } from "../../../shared/compare/test-words.ts";
import { deriveFleets } from "../../../shared/fleet/derive-fleets.ts";
import type { ServerFact } from "../../../shared/model/facts.ts";
import { imageId, serverId, templateId } from "../../../shared/model/ids.ts";
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
const subject = { kind: "image", connectionId: "c", imageId: "ami-1" } as const;
const one = aWorld().image(anImage("ami-1")).facts();
const side = (record: ImageRecord | null) => imageSide(subject, one, record);

describe("compareSides of images", () => {
  it("lists packages by the size of their jump, and counts them", () => {
    const left = aManifest({
      packages: [rpm("nodejs", "22.11.0"), rpm("boto3", "1.34"), rpm("glibc", "2.34-52")],
    });
    const right = aManifest({
      packages: [rpm("nodejs", "24.2.0"), rpm("jemalloc", "5.3.0"), rpm("glibc", "2.34-52")],
    });
    const { packages, counts } = compareSides([side(aRecord(left)), side(aRecord(right))]);
    expect(packages?.map((one) => `${one.name} ${one.jump}`)).toEqual([
      "nodejs major",
      "boto3 removed",
      "jemalloc added",
      "glibc same",
    ]);
    expect(counts).toMatchObject({ major: 1, removed: 1, added: 1, same: 1, minor: 0 });
  });

  it("doesn't compare packages of an unknown manifest, and says why", () => {
    const { packages, sides } = compareSides([side(aRecord(aManifest())), side(null)]);
    expect(packages).toBeNull();
    expect(sides[0]?.notes).toEqual([]);
    expect(sides[1]).toMatchObject({ manifestKnown: false, tests: null });
    expect(sides[1]?.notes.join(" ")).toContain("not known");
  });

  it("takes the word of the image's tag where no test results are known, and says that it does", () => {
    const said = (tags: Readonly<Record<string, string>>) => {
      const facts = aWorld().image(anImage("ami-1", { tags })).facts();
      const gathered = imageSide(subject, facts, null);
      return compareSides([gathered, gathered]).sides.map(testWords)[0];
    };
    expect(said({ [TAG.verified]: "passed 14/14 2026-11-19T10:00:00Z" })).toEqual({
      text: "passed 14/14 on 2026-11-19, by its tag",
      passed: true,
      byTag: true,
    });
    expect(said({ [TAG.verified]: "failed 1/14" })).toMatchObject({ passed: false, byTag: true });
    expect(said({})).toEqual({ text: "never tested by Bennu", passed: null, byTag: false });
  });

  it("says of each side that its image is revoked", () => {
    const tags = { [TAG.revoked]: "2026-11-20T10:00:00Z ada: it has a hole" };
    const facts = aWorld().image(anImage("ami-1", { tags })).facts();
    const { sides } = compareSides([imageSide(subject, facts, null), side(null)]);
    expect(sides.map(({ revoked }) => revoked?.reason ?? null)).toEqual(["it has a hole", null]);
  });

  it("follows a package over three sides, and counts its biggest jump", () => {
    const of = (version: string) => aRecord(aManifest({ packages: [rpm("nodejs", version)] }));
    const { packages } = compareSides([side(of("22.1.0")), side(of("22.1.4")), side(of("24.0.0"))]);
    expect(packages?.[0]).toMatchObject({
      versions: ["22.1.0", "22.1.4", "24.0.0"],
      jumps: [null, "patch", "major"],
      jump: "major",
    });
  });

  it("passes over a side in the middle of which nothing is known", () => {
    const of = (version: string) => aRecord(aManifest({ packages: [rpm("nodejs", version)] }));
    const { packages, items } = compareSides([side(of("22.1.0")), side(null), side(of("22.2.0"))]);
    expect(packages?.[0]).toMatchObject({ jumps: [null, null, "minor"], jump: "minor" });
    const kernel = items.find(({ area }) => area === "kernel");
    expect(kernel).toMatchObject({ unknownAt: [1], same: false });
    expect(kernel && outcomeOf(kernel)).toBe("unknown");
  });

  it("shows what differs of kernel, users, ports and boot", () => {
    const right = aManifest({ kernel: "6.1.147", users: ["root", "app"], ports: ["tcp/8080"] });
    const { items } = compareSides([side(aRecord(aManifest())), side(aRecord(right))]);
    const differing = items
      .filter((item) => outcomeOf(item) === "differs")
      .map((item) => [item.area, item.item, ...item.values]);
    expect(differing).toEqual([
      ["kernel", "kernel", "6.1.141", "6.1.147"],
      ["user", "app", null, "present"],
      ["port", "tcp/8080", null, "present"],
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

describe("compareSides of generations and servers", () => {
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
    if (fleet === undefined || older === undefined || newer === undefined)
      throw new Error("no generations");
    const { items, sides } = compareSides([
      generationSide(fleet, older, facts, null),
      generationSide(fleet, newer, facts, null),
    ]);
    const differing = items.filter((item) => !item.same && item.area !== "image");
    expect(differing.map((item) => [item.area, item.item, ...item.values])).toEqual([
      ["configuration", "instance type", "c7g.large", "c8g.large"],
      ["configuration", "template version", "1", "2"],
      ["configuration", "user data · POOL_SIZE", "32", "48"],
      ["group", "maximum size", "4", "9"],
      ["group", "minimum size", "0", "1"],
    ]);
    expect(sides[0]?.ancestry).toEqual(["al2023-1"]);
  });

  it("holds a server against its generation by what both can say", () => {
    if (fleet === undefined || older === undefined) throw new Error("no generations");
    const server: ServerFact = {
      id: serverId("i-1"),
      imageId: imageId("ami-1"),
      instanceType: "c7g.xlarge",
      architecture: "arm64",
      zone: "a",
      subnetId: null,
      privateIp: "10.0.0.7",
      state: "running",
      launchedAtMs: NOW_MS,
      groupName: null,
      template: { id: templateId("lt-web"), name: null, version: "1" },
      securityGroupIds: ["sg-1"],
      instanceProfileArn: "arn:aws:iam::1:instance-profile/web",
      rootDevice: null,
      volumes: [],
      tags: { "aws:autoscaling:groupName": "web-v001", debug: "on" },
      readAtMs: NOW_MS,
    };
    const nothing = { of: null, from: "", notes: ["Its console holds no manifest."] };
    const { items, sides } = compareSides([
      generationSide(fleet, older, facts, null),
      serverSide({ kind: "server", connectionId: "c", serverId: "i-1" }, server, facts, nothing),
    ]);
    const differing = items.filter(({ area, same }) => area === "configuration" && !same);
    expect(differing.map(({ item, values }) => [item, ...values])).toContainEqual([
      "instance type",
      "c7g.large",
      "c7g.xlarge",
    ]);
    expect(differing.map(({ item, values }) => [item, ...values])).toContainEqual([
      "tag debug",
      null,
      "on",
    ]);
    expect(differing.some(({ item }) => item.startsWith("user data"))).toBe(false);
    expect(sides[1]?.notes).toContain("Its console holds no manifest.");
  });

  it("compares what is left of an image that is gone", () => {
    const gone = { ...subject, imageId: "ami-gone" };
    expect(imageSide(gone, aFleet().facts(), null)).toMatchObject({
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
