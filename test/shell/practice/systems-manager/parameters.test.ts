/** Parameter Store through the unmodified client. */
import {
  AddTagsToResourceCommand,
  DeleteParameterCommand,
  DeleteParametersCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  LabelParameterVersionCommand,
  ListTagsForResourceCommand,
  paginateDescribeParameters,
  PutParameterCommand,
  RemoveTagsFromResourceCommand,
  UnlabelParameterVersionCommand,
} from "@aws-sdk/client-ssm";
import { describe, expect, it } from "vitest";
import {
  createPracticeWorld,
  restorePracticeWorld,
} from "../../../../electron/practice/practice-world.ts";
import type { WorldJson } from "../../../../electron/practice/world/kernel/world.ts";
import { findParameter } from "../../../../electron/practice/world/ssm/parameters.ts";
import { GOOD_IMAGE } from "../small-region.ts";
import { managedRegion, put, refusal } from "./managed-region.ts";
import type { ManagedRegion } from "./managed-region.ts";

const read = async ({ ssm }: ManagedRegion, Name: string, WithDecryption = false) =>
  (await ssm.send(new GetParameterCommand({ Name, WithDecryption }))).Parameter;

describe("a parameter", () => {
  it("has versions, of which the newest is read unless another is named by number or label", async () => {
    const region = managedRegion();
    expect(await put(region, "/shop/image", "one")).toMatchObject({ Version: 1, Tier: "Standard" });
    expect(await put(region, "/shop/image", "two", { Overwrite: true })).toMatchObject({
      Version: 2,
    });
    const labelled = { Name: "/shop/image", ParameterVersion: 1, Labels: ["live"] };
    await region.ssm.send(new LabelParameterVersionCommand(labelled));
    expect(await read(region, "/shop/image")).toMatchObject({ Value: "two", Version: 2 });
    expect(await read(region, "/shop/image:1")).toMatchObject({ Value: "one", Selector: ":1" });
    expect(await read(region, "/shop/image:live")).toMatchObject({
      Value: "one",
      Selector: ":live",
    });
    const arn = `arn:aws:ssm:eu-west-1:441722901163:parameter/shop/image`;
    expect(await read(region, arn)).toMatchObject({ ARN: arn, Name: "/shop/image" });
    expect(await refusal(read(region, "/shop/image:9"))).toEqual([
      "ParameterVersionNotFound",
      "Systems Manager could not find version 9 of /shop/image. Verify the version and try again.",
    ]);
    expect((await refusal(read(region, "/shop/other")))[0]).toBe("ParameterNotFound");
  });

  it("is overwritten only on request, and keeps its type", async () => {
    const region = managedRegion();
    await put(region, "colour", "blue");
    expect(await refusal(put(region, "colour", "red"))).toEqual([
      "ParameterAlreadyExists",
      "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.",
    ]);
    const secret = { Overwrite: true, Type: "SecureString" } as const;
    expect((await refusal(put(region, "colour", "red", secret)))[0]).toBe(
      "HierarchyTypeMismatchException",
    );
    const tagged = { Overwrite: true, Tags: [{ Key: "a", Value: "b" }] };
    expect((await refusal(put(region, "colour", "red", tagged)))[1]).toContain(
      "tags and overwrite can't be used together",
    );
  });

  it("that is secure shows its value only on request", async () => {
    const region = managedRegion();
    await put(region, "/shop/password", "s3cret", { Type: "SecureString" });
    const sealed = await read(region, "/shop/password");
    expect(sealed?.Value).toMatch(/^AQICAH/);
    expect(JSON.stringify(sealed)).not.toContain("s3cret");
    expect((await read(region, "/shop/password", true))?.Value).toBe("s3cret");
    const { Parameters } = await region.ssm.send(new DescribeParametersCommand({}));
    expect(Parameters).toMatchObject([{ Type: "SecureString", KeyId: "alias/aws/ssm" }]);
  });

  it("keeps a hundred versions, and none goes while it has a label", async () => {
    const region = managedRegion();
    await put(region, "count", "0");
    for (let at = 1; at <= 100; at++) await put(region, "count", String(at), { Overwrite: true });
    const history = await region.ssm.send(new GetParameterHistoryCommand({ Name: "count" }));
    expect(history.Parameters?.[0]).toMatchObject({ Version: 2, Value: "1" });
    expect(history.NextToken).toBeDefined();
    const oldest = { Name: "count", ParameterVersion: 2, Labels: ["kept"] };
    await region.ssm.send(new LabelParameterVersionCommand(oldest));
    const [code, words] = await refusal(put(region, "count", "101", { Overwrite: true }));
    expect(code).toBe("ParameterMaxVersionLimitExceeded");
    expect(words).toContain("Version 2, the oldest version, can't be deleted");
  });

  it("that names an image is there only once AWS has seen that image", async () => {
    const region = managedRegion();
    const image = { DataType: "aws:ec2:image" };
    expect(await put(region, "/images/good", GOOD_IMAGE, image)).toMatchObject({ Version: 1 });
    expect(await put(region, "/images/none", "ami-00000000000000000", image)).toMatchObject({
      Version: 1,
    });
    expect((await refusal(read(region, "/images/good")))[0]).toBe("ParameterNotFound");
    region.advance(10_000);
    expect(await read(region, "/images/good")).toMatchObject({
      Value: GOOD_IMAGE,
      DataType: "aws:ec2:image",
    });
    expect((await refusal(read(region, "/images/none")))[0]).toBe("ParameterNotFound");
  });

  it.each([
    ["aws/x", "AccessDeniedException"],
    ["/aws/x", "AccessDeniedException"],
    ["ssm-x", "ValidationException"],
    ["a/b", "ValidationException"],
    ["a b", "ValidationException"],
    [`/${Array.from({ length: 16 }, () => "a").join("/")}`, "HierarchyLevelLimitExceededException"],
  ])("can't be called %s", async (name, code) => {
    const region = managedRegion();
    expect((await refusal(put(region, name, "1")))[0]).toBe(code);
  });

  it.each([
    [{ Value: "x".repeat(4097) }, "ValidationException"],
    [{ Value: "{{other}}" }, "ValidationException"],
    [{ Value: "1", DataType: "colour" }, "ValidationException"],
    [{ Value: "1", AllowedPattern: "[a-z]+" }, "ParameterPatternMismatchException"],
    [{ Value: "1", AllowedPattern: "[" }, "InvalidAllowedPatternException"],
    [{ Value: "1", Type: undefined }, "ValidationException"],
  ])("can't be %j", async (wish, code) => {
    const { ssm } = managedRegion();
    const input = { Name: "p", Type: "String" as const, ...wish };
    expect((await refusal(ssm.send(new PutParameterCommand(input))))[0]).toBe(code);
  });
});

describe("labels", () => {
  it("move from version to version, and bad ones are named", async () => {
    const region = managedRegion();
    await put(region, "p", "1");
    await put(region, "p", "2", { Overwrite: true });
    const label = (ParameterVersion: number, Labels: string[]) =>
      region.ssm.send(new LabelParameterVersionCommand({ Name: "p", ParameterVersion, Labels }));
    await label(1, ["live", "old"]);
    await label(2, ["live"]);
    expect(await label(2, ["1st", "aws-x"])).toMatchObject({ InvalidLabels: ["1st", "aws-x"] });
    const history = await region.ssm.send(new GetParameterHistoryCommand({ Name: "p" }));
    expect(history.Parameters?.map(({ Labels }) => Labels)).toEqual([["old"], ["live"]]);
    const gone = { Name: "p", ParameterVersion: 1, Labels: ["old", "never"] };
    expect(await region.ssm.send(new UnlabelParameterVersionCommand(gone))).toMatchObject({
      RemovedLabels: ["old"],
      InvalidLabels: ["never"],
    });
    const eleven = Array.from({ length: 11 }, (_, at) => `label-${at}`);
    expect((await refusal(label(1, eleven)))[0]).toBe("ParameterVersionLabelLimitExceeded");
  });
});

describe("several parameters", () => {
  it("are read by name, by path and by filter", async () => {
    const region = managedRegion();
    for (const name of ["/shop/prod/web", "/shop/prod/api", "/shop/test/web", "/shop/url"])
      await put(region, name, "x", { Tags: [{ Key: "team", Value: "shop" }] });
    const names = await region.ssm.send(
      new GetParametersCommand({ Names: ["/shop/url", "/shop/none"] }),
    );
    expect(names).toMatchObject({ InvalidParameters: ["/shop/none"] });
    const below = async (Path: string, Recursive: boolean) =>
      (await region.ssm.send(new GetParametersByPathCommand({ Path, Recursive }))).Parameters?.map(
        ({ Name }) => Name,
      );
    expect(await below("/shop", false)).toEqual(["/shop/url"]);
    expect(await below("/shop/prod/", true)).toEqual(["/shop/prod/api", "/shop/prod/web"]);
    const filters = [{ Key: "Name", Option: "Contains", Values: ["web"] }];
    const found: (string | undefined)[] = [];
    const paging = { client: region.ssm, pageSize: 1 };
    for await (const page of paginateDescribeParameters(paging, { ParameterFilters: filters }))
      found.push(...(page.Parameters ?? []).map(({ Name }) => Name));
    expect(found).toEqual(["/shop/prod/web", "/shop/test/web"]);
    const wrong = new DescribeParametersCommand({ ParameterFilters: [{ Key: "Colour" }] });
    expect((await refusal(region.ssm.send(wrong)))[0]).toBe("InvalidFilterKey");
  });

  it("are tagged and deleted", async () => {
    const region = managedRegion();
    await put(region, "p", "1", { Tags: [{ Key: "a", Value: "1" }] });
    const resource = { ResourceType: "Parameter" as const, ResourceId: "p" };
    const tags = [{ Key: "b", Value: "2" }];
    await region.ssm.send(new AddTagsToResourceCommand({ ...resource, Tags: tags }));
    await region.ssm.send(new RemoveTagsFromResourceCommand({ ...resource, TagKeys: ["a"] }));
    const { TagList } = await region.ssm.send(new ListTagsForResourceCommand(resource));
    expect(TagList).toEqual(tags);
    expect(await region.ssm.send(new DeleteParametersCommand({ Names: ["p", "q"] }))).toMatchObject(
      { DeletedParameters: ["p"], InvalidParameters: ["q"] },
    );
    const again = region.ssm.send(new DeleteParameterCommand({ Name: "p" }));
    expect((await refusal(again))[0]).toBe("ParameterNotFound");
  });
});

describe("the region's own knowledge of parameters", () => {
  it("survives a restore, a validation under way included", async () => {
    const region = managedRegion();
    await put(region, "/images/good", GOOD_IMAGE, { DataType: "aws:ec2:image" });
    const kept = JSON.parse(JSON.stringify(region.world.toJSON())) as WorldJson;
    const restored = restorePracticeWorld(kept);
    restored.advanceTo(restored.nowMs + 10_000);
    expect(findParameter(restored, "/images/good:1")?.version.value).toBe(GOOD_IMAGE);
  });

  it("names the newest base image in AWS's public parameters", () => {
    const world = createPracticeWorld({ seed: 3 });
    const name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";
    const newest = findParameter(world, name)?.version;
    expect(newest?.version).toBe(3);
    expect(world.state.images.get(newest?.value ?? "")?.name).toBe("al2023-2026.11.14");
    expect(findParameter(world, `${name}:1`)?.version.value).not.toBe(newest?.value);
  });
});
