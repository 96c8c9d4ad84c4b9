import { describe, expect, it } from "vitest";
import { addImage, ec2Region, IMAGE, MINUTE_MS } from "./ec2-region.ts";

function runningServer() {
  const region = ec2Region();
  const [id = ""] = region.run();
  region.pass(3 * MINUTE_MS);
  return { region, id };
}

function imageOf(region: ReturnType<typeof ec2Region>, id: string) {
  return region.call("DescribeImages", { ImageIds: [id] }).Images?.[0];
}

describe("CreateImage", () => {
  it("takes a minute or two, with snapshots that make progress and carry the tags", () => {
    const { region, id } = runningServer();
    const tags = (ResourceType: "image" | "snapshot") => ({
      ResourceType,
      Tags: [{ Key: "bennu:recipe", Value: "web" }],
    });
    const { ImageId = "" } = region.call("CreateImage", {
      InstanceId: id,
      Name: "web-1",
      NoReboot: true,
      TagSpecifications: [tags("image"), tags("snapshot")],
    });
    expect(imageOf(region, ImageId)).toMatchObject({
      State: "pending",
      SourceInstanceId: id,
      SourceImageId: IMAGE,
    });
    const snapshot = () => region.call("DescribeSnapshots").Snapshots?.[0];
    expect(snapshot()).toMatchObject({
      State: "pending",
      Progress: "0%",
      Tags: [{ Key: "bennu:recipe", Value: "web" }],
    });
    region.pass(40_000);
    expect(Number.parseInt(snapshot()?.Progress ?? "")).toBeGreaterThan(5);
    region.pass(100_000);
    expect(snapshot()).toMatchObject({ State: "completed", Progress: "100%" });
    expect(snapshot()?.Description).toBe(`Created by CreateImage(${id}) for ${ImageId}`);
    expect(imageOf(region, ImageId)).toMatchObject({
      State: "available",
      Tags: [{ Key: "bennu:recipe", Value: "web" }],
    });
  });

  it("reboots a running server unless told not to", () => {
    const { region, id } = runningServer();
    const health = () => region.world.state.instances.get(id)?.health;
    region.call("CreateImage", { InstanceId: id, Name: "quiet", NoReboot: true });
    expect(health()).toBe("healthy");
    region.pass(15_000);
    region.call("CreateImage", { InstanceId: id, Name: "loud" });
    expect(health()).toBe("unknown");
    region.pass(MINUTE_MS);
    expect([health(), region.stateOf(id)]).toEqual(["healthy", "running"]);
  });

  it.each([
    ["a name that is taken", { Name: "test image" }, "InvalidAMIName.Duplicate"],
    ["a name of two letters", { Name: "ab" }, "InvalidAMIName.Malformed"],
    ["a missing name", {}, "MissingParameter"],
    [
      "an unknown server",
      { Name: "good", InstanceId: "i-0123456789abcdef0" },
      "InvalidInstanceID.NotFound",
    ],
  ])("refuses %s", (_, input, code) => {
    const { region, id } = runningServer();
    expect(region.codeOf(() => region.call("CreateImage", { InstanceId: id, ...input }))).toBe(
      code,
    );
  });

  it("refuses a server that is on its way out", () => {
    const { region, id } = runningServer();
    region.call("TerminateInstances", { InstanceIds: [id] });
    const act = () => region.call("CreateImage", { InstanceId: id, Name: "late" });
    expect(region.codeOf(act)).toBe("InvalidParameterValue");
  });
});

describe("DeregisterImage", () => {
  it("hides the image, keeps its name for a while, frees its snapshots", () => {
    const { region, id } = runningServer();
    const { ImageId = "" } = region.call("CreateImage", { InstanceId: id, Name: "web-1" });
    region.pass(3 * MINUTE_MS);
    const SnapshotId = imageOf(region, ImageId)?.BlockDeviceMappings?.[0]?.Ebs?.SnapshotId ?? "";
    expect(region.codeOf(() => region.call("DeleteSnapshot", { SnapshotId }))).toBe(
      "InvalidSnapshot.InUse",
    );
    region.call("DeregisterImage", { ImageId });
    expect(region.codeOf(() => imageOf(region, ImageId))).toBe("InvalidAMIID.NotFound");
    const again = () => region.call("CreateImage", { InstanceId: id, Name: "web-1" });
    expect(region.codeOf(again)).toBe("InvalidAMIName.Duplicate");
    region.pass(20_000);
    expect(region.codeOf(again)).toBeNull();
    expect(region.codeOf(() => region.call("DeleteSnapshot", { SnapshotId }))).toBeNull();
  });

  it("deletes the snapshots too when asked", () => {
    const { region, id } = runningServer();
    const { ImageId = "" } = region.call("CreateImage", { InstanceId: id, Name: "web-1" });
    region.pass(3 * MINUTE_MS);
    const reply = region.call("DeregisterImage", { ImageId, DeleteAssociatedSnapshots: true });
    expect(reply.DeleteSnapshotResults?.map((each) => each.ReturnCode)).toEqual(["success"]);
    expect(region.world.state.snapshots.size).toBe(0);
  });
});

describe("DescribeImages", () => {
  it("hides disabled images unless asked, and tells owners apart", () => {
    const region = ec2Region();
    addImage(region.world, { id: "ami-00000000000000002", name: "off", state: "disabled" });
    const names = (input = {}) =>
      region.call("DescribeImages", input).Images?.map((image) => image.Name);
    expect(names({ Owners: ["self"] })).toEqual(["test image"]);
    expect(names({ IncludeDisabled: true })).toEqual(["test image", "off"]);
    expect(names({ Owners: ["amazon"] })).toEqual([]);
  });
});

describe("GetImageAncestry", () => {
  it("goes up to the root, through what is no longer registered", () => {
    const region = ec2Region();
    const [middle, leaf] = ["ami-00000000000000002", "ami-00000000000000003"];
    addImage(region.world, { id: middle, name: "m", sourceImageId: IMAGE, state: "deregistered" });
    addImage(region.world, { id: leaf, name: "l", sourceImageId: middle ?? null });
    const entries = region.call("GetImageAncestry", { ImageId: leaf }).ImageAncestryEntries;
    expect(entries?.map((entry) => entry.ImageId)).toEqual([leaf, middle, IMAGE]);
  });
});

describe("tags", () => {
  it("are set, taken off and found on whatever has an id", () => {
    const { region, id } = runningServer();
    region.call("CreateTags", {
      Resources: [id, IMAGE],
      Tags: [
        { Key: "a", Value: "1" },
        { Key: "b", Value: "2" },
      ],
    });
    region.call("DeleteTags", {
      Resources: [id],
      Tags: [{ Key: "a", Value: "other" }, { Key: "b" }],
    });
    const found =
      region.call("DescribeTags", { Filters: [{ Name: "resource-id", Values: [id, IMAGE] }] })
        .Tags ?? [];
    expect(found.map((tag) => `${tag.ResourceType} ${tag.Key}=${tag.Value}`).sort()).toEqual([
      "image a=1",
      "image b=2",
      "instance a=1",
    ]);
  });

  it.each([
    ["AWS's own", "aws:x", "InvalidParameterValue"],
    ["too long", "k".repeat(129), "InvalidParameterValue"],
  ])("are refused when %s", (_, Key, code) => {
    const region = ec2Region();
    const act = () => region.call("CreateTags", { Resources: [IMAGE], Tags: [{ Key, Value: "" }] });
    expect(region.codeOf(act)).toBe(code);
  });

  it("number at most fifty", () => {
    const region = ec2Region();
    const Tags = Array.from({ length: 51 }, (_, at) => ({ Key: `k${at}`, Value: "" }));
    expect(region.codeOf(() => region.call("CreateTags", { Resources: [IMAGE], Tags }))).toBe(
      "TagLimitExceeded",
    );
  });
});
