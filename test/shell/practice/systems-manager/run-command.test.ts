/** Run Command and managed nodes through the unmodified client, in virtual time. */
import { StartInstancesCommand, StopInstancesCommand } from "@aws-sdk/client-ec2";
import {
  CancelCommandCommand,
  DescribeDocumentCommand,
  DescribeInstanceInformationCommand,
  GetCommandInvocationCommand,
  ListCommandInvocationsCommand,
  ListCommandsCommand,
  ListDocumentsCommand,
  SendCommandCommand,
} from "@aws-sdk/client-ssm";
import type { SendCommandCommandInput } from "@aws-sdk/client-ssm";
import { describe, expect, it } from "vitest";
import { restorePracticeWorld } from "../../../../electron/practice/practice-world.ts";
import { contentsOf } from "../../../../electron/practice/world/ec2/volumes/contents.ts";
import type { WorldJson } from "../../../../electron/practice/world/kernel/world.ts";
import { launchManaged, managedRegion, refusal } from "./managed-region.ts";
import type { ManagedRegion } from "./managed-region.ts";

const MINUTE_MS = 60_000;

async function send(
  { ssm }: ManagedRegion,
  commands: string[],
  wishes: Partial<SendCommandCommandInput>,
): Promise<string> {
  const { Parameters, ...other } = wishes;
  const { Command } = await ssm.send(
    new SendCommandCommand({
      DocumentName: "AWS-RunShellScript",
      Parameters: { commands, ...Parameters },
      ...other,
    }),
  );
  return Command?.CommandId ?? "";
}

const invocation = ({ ssm }: ManagedRegion, CommandId: string, InstanceId: string) =>
  ssm.send(new GetCommandInvocationCommand({ CommandId, InstanceId }));

async function command({ ssm }: ManagedRegion, CommandId: string) {
  const { Commands = [] } = await ssm.send(new ListCommandsCommand({ CommandId }));
  return Commands[0];
}

const nodes = async ({ ssm }: ManagedRegion) =>
  (await ssm.send(new DescribeInstanceInformationCommand({}))).InstanceInformationList ?? [];

async function upServers(region: ManagedRegion, count: number): Promise<readonly string[]> {
  const ids = await launchManaged(region, count);
  region.advance(3 * MINUTE_MS);
  return ids;
}

describe("a managed node", () => {
  it("is there some seconds after its boot, is lost when it stops, and comes back", async () => {
    const region = managedRegion();
    const [id = ""] = await launchManaged(region, 1);
    expect(await nodes(region)).toEqual([]);
    region.advance(3 * MINUTE_MS);
    expect(await nodes(region)).toMatchObject([
      { InstanceId: id, PingStatus: "Online", AgentVersion: "3.3.3050.0", PlatformType: "Linux" },
    ]);
    await region.ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
    region.advance(3 * MINUTE_MS);
    expect(await nodes(region)).toMatchObject([{ PingStatus: "ConnectionLost" }]);
    await region.ec2.send(new StartInstancesCommand({ InstanceIds: [id] }));
    region.advance(3 * MINUTE_MS);
    expect(await nodes(region)).toMatchObject([{ PingStatus: "Online" }]);
  });

  it("needs an instance profile", async () => {
    const region = managedRegion();
    const [id = ""] = await launchManaged(region, 1, false);
    region.advance(3 * MINUTE_MS);
    expect(await nodes(region)).toEqual([]);
    expect(await refusal(send(region, ["true"], { InstanceIds: [id] }))).toEqual([
      "InvalidInstanceId",
      `Instances [[${id}]] not in a valid state for account 441722901163`,
    ]);
  });
});

describe("a command", () => {
  it("goes from Pending over InProgress to Success, with what it printed", async () => {
    const region = managedRegion();
    const [id = ""] = await upServers(region, 1);
    const sent = await send(region, ["echo hello", "sleep 5", "uname -r"], { InstanceIds: [id] });
    expect(await invocation(region, sent, id)).toMatchObject({
      Status: "Pending",
      ResponseCode: -1,
      ExecutionStartDateTime: "",
    });
    region.advance(3_000);
    expect(await invocation(region, sent, id)).toMatchObject({
      Status: "InProgress",
      StandardOutputContent: "",
    });
    region.advance(30_000);
    expect(await invocation(region, sent, id)).toMatchObject({
      Status: "Success",
      StatusDetails: "Success",
      ResponseCode: 0,
      StandardOutputContent: "hello\n6.12.0\n",
      StandardErrorContent: "",
      PluginName: "aws:runShellScript",
    });
    expect(await command(region, sent)).toMatchObject({
      Status: "Success",
      TargetCount: 1,
      CompletedCount: 1,
      ErrorCount: 0,
    });
  });

  it("fails with the code of its last line, and goes on after a failure as sh does", async () => {
    const region = managedRegion();
    const [id = ""] = await upServers(region, 1);
    const lines = ["cat /etc/none", "echo after", "systemctl is-active postfix"];
    const sent = await send(region, lines, { InstanceIds: [id] });
    region.advance(MINUTE_MS);
    expect(await invocation(region, sent, id)).toMatchObject({
      Status: "Failed",
      ResponseCode: 3,
      StandardOutputContent: "after\ninactive\n",
      StandardErrorContent:
        "cat: /etc/none: No such file or directory\nfailed to run commands: exit status 3",
    });
    const { CommandInvocations } = await region.ssm.send(
      new ListCommandInvocationsCommand({ CommandId: sent, Details: true }),
    );
    expect(CommandInvocations?.[0]?.CommandPlugins?.[0]?.Output).toContain(
      "----------ERROR-------",
    );
  });

  it("cuts what it printed at 24,000 characters", async () => {
    const region = managedRegion();
    const [id = ""] = await upServers(region, 1);
    const lines = Array.from({ length: 300 }, () => `echo ${"x".repeat(100)}`);
    const sent = await send(region, lines, { InstanceIds: [id] });
    region.advance(5 * MINUTE_MS);
    const { Status, StandardOutputContent } = await invocation(region, sent, id);
    expect(Status).toBe("Success");
    expect(StandardOutputContent).toHaveLength(24_000);
  });

  it("changes the server that it runs in: its files, its packages, whether its service answers", async () => {
    const region = managedRegion();
    const [id = ""] = await upServers(region, 1);
    const instance = region.world.state.instances.get(id);
    const before = instance?.contentsId;
    await send(region, ["echo x > /etc/shop.conf", "systemctl stop nginx"], { InstanceIds: [id] });
    region.advance(MINUTE_MS);
    expect(instance?.contentsId).not.toBe(before);
    const { files } = contentsOf(region.world, instance?.contentsId ?? null);
    expect(files.map(({ path }) => path)).toContain("/etc/shop.conf");
    expect(instance?.health).toBe("unhealthy");
    await send(region, ["systemctl start nginx"], { InstanceIds: [id] });
    region.advance(MINUTE_MS);
    expect(instance?.health).toBe("healthy");
  });

  it("times out in execution", async () => {
    const region = managedRegion();
    const [id = ""] = await upServers(region, 1);
    const sent = await send(region, ["sleep 600"], {
      InstanceIds: [id],
      Parameters: { commands: ["sleep 600"], executionTimeout: ["60"] },
    });
    region.advance(2 * MINUTE_MS);
    expect(await invocation(region, sent, id)).toMatchObject({
      Status: "TimedOut",
      StatusDetails: "ExecutionTimedOut",
      ResponseCode: -1,
    });
    expect(await command(region, sent)).toMatchObject({
      Status: "TimedOut",
      StatusDetails: "ExecutionTimedOut",
      ErrorCount: 1,
    });
  });

  it("waits for a server that is off, and reaches it when it is back", async () => {
    const region = managedRegion();
    const [id = ""] = await upServers(region, 1);
    await region.ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
    region.advance(3 * MINUTE_MS);
    const sent = await send(region, ["echo back"], { InstanceIds: [id] });
    region.advance(MINUTE_MS);
    expect(await invocation(region, sent, id)).toMatchObject({ Status: "Delayed" });
    await region.ec2.send(new StartInstancesCommand({ InstanceIds: [id] }));
    const restored = restorePracticeWorld(
      JSON.parse(JSON.stringify(region.world.toJSON())) as WorldJson,
    );
    region.advance(3 * MINUTE_MS);
    expect(await invocation(region, sent, id)).toMatchObject({
      Status: "Success",
      StandardOutputContent: "back\n",
    });
    restored.advanceTo(region.world.nowMs);
    expect(restored.state.commands.get(sent)).toEqual(region.world.state.commands.get(sent));
  });

  it("that reaches nobody in time is not delivered", async () => {
    const region = managedRegion();
    const [id = ""] = await upServers(region, 1);
    await region.ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
    region.advance(3 * MINUTE_MS);
    const sent = await send(region, ["true"], { InstanceIds: [id], TimeoutSeconds: 60 });
    region.advance(2 * MINUTE_MS);
    expect(await invocation(region, sent, id)).toMatchObject({
      Status: "TimedOut",
      StatusDetails: "DeliveryTimedOut",
    });
    expect(await command(region, sent)).toMatchObject({ DeliveryTimedOutCount: 1, ErrorCount: 0 });
  });

  it("runs on so many servers at once, and stops after so many errors", async () => {
    const region = managedRegion();
    await upServers(region, 3);
    const sent = await send(region, ["sleep 10", "false"], {
      Targets: [{ Key: "tag:Name", Values: ["managed"] }],
      MaxConcurrency: "1",
      MaxErrors: "0",
    });
    region.advance(2_000);
    const { CommandInvocations = [] } = await region.ssm.send(
      new ListCommandInvocationsCommand({ CommandId: sent }),
    );
    expect(CommandInvocations.filter(({ Status }) => Status === "Pending")).toHaveLength(2);
    region.advance(MINUTE_MS);
    expect(await command(region, sent)).toMatchObject({
      Status: "Failed",
      TargetCount: 3,
      CompletedCount: 3,
      ErrorCount: 1,
    });
  });

  it("is cancelled, also while it runs", async () => {
    const region = managedRegion();
    const [id = ""] = await upServers(region, 1);
    const sent = await send(region, ["sleep 600", "touch /etc/never"], { InstanceIds: [id] });
    region.advance(5_000);
    await region.ssm.send(new CancelCommandCommand({ CommandId: sent }));
    expect(await command(region, sent)).toMatchObject({ Status: "Cancelling" });
    region.advance(20 * MINUTE_MS);
    expect(await invocation(region, sent, id)).toMatchObject({ Status: "Cancelled" });
    expect(await command(region, sent)).toMatchObject({ Status: "Cancelled" });
    const contentsId = region.world.state.instances.get(id)?.contentsId ?? null;
    const paths = contentsOf(region.world, contentsId).files.map(({ path }) => path);
    expect(paths).not.toContain("/etc/never");
  });

  it.each([
    [{ DocumentName: "AWS-Unknown" }, "InvalidDocument"],
    [{ Parameters: { colours: ["red"] } }, "InvalidParameters"],
    [{ InstanceIds: ["i-1", "i-1"] }, "DuplicateInstanceId"],
    [{ TimeoutSeconds: 5 }, "ValidationException"],
    [{ MaxErrors: "many" }, "ValidationException"],
  ])("is refused with %j", async (wish, code) => {
    const region = managedRegion();
    const [id = ""] = await upServers(region, 1);
    const input = {
      DocumentName: "AWS-RunShellScript",
      InstanceIds: [id],
      Parameters: { commands: ["true"] },
      ...wish,
    };
    expect((await refusal(region.ssm.send(new SendCommandCommand(input))))[0]).toBe(code);
  });
});

it("names the document that it can run", async () => {
  const { ssm } = managedRegion();
  const { DocumentIdentifiers } = await ssm.send(new ListDocumentsCommand({}));
  expect(DocumentIdentifiers).toMatchObject([{ Name: "AWS-RunShellScript", Owner: "Amazon" }]);
  const document = new DescribeDocumentCommand({ Name: "AWS-RunShellScript" });
  expect((await ssm.send(document)).Document?.Parameters?.[0]?.Name).toBe("commands");
});
