/** GetConsoleOutput and GetConsoleScreenshot. */
import type {
  GetConsoleOutputCommandInput,
  GetConsoleOutputCommandOutput,
  GetConsoleScreenshotCommandInput,
  GetConsoleScreenshotCommandOutput,
} from "@aws-sdk/client-ec2";
import { latestConsole, postedConsole } from "../../../world/ec2/guest/console-output.ts";
import { instanceTypeNamed } from "../../../world/ec2/instances/instance-types.ts";
import { findInstance } from "../../../world/ec2/lookups.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { InstanceState } from "../../../world/kernel/state/ec2/instances.ts";
import type { CallContext } from "../../call-context.ts";
import { refuseDryRun, required } from "../reply.ts";
import type { Reply } from "../reply.ts";
import { grayJpeg } from "./gray-jpeg.ts";
import { screenOf } from "./text-screen.ts";

/** What was posted after the last transition; with Latest what the console says now, on Nitro alone. */
export function GetConsoleOutput(
  input: GetConsoleOutputCommandInput,
  { world }: CallContext,
): Reply<GetConsoleOutputCommandOutput> {
  const instance = findInstance(world, required(input.InstanceId, "InstanceId"));
  if (input.Latest) checkNitro(instance);
  refuseDryRun(input);
  const { text, atMs } = input.Latest ? latestConsole(instance) : postedConsole(instance);
  return {
    InstanceId: instance.id,
    Timestamp: new Date(atMs),
    Output: Buffer.from(text, "utf8").toString("base64"),
  };
}

function checkNitro({ instanceType }: InstanceState): void {
  if (instanceTypeNamed(instanceType)?.hypervisor !== "xen") return;
  const words =
    "This instance type does not support retrieving the latest console logs. Only supported on Nitro instances.";
  throw new PracticeError("UnsupportedOperation", words);
}

/** A JPEG of the screen, as AWS sends it. */
export function GetConsoleScreenshot(
  input: GetConsoleScreenshotCommandInput,
  { world }: CallContext,
): Reply<GetConsoleScreenshotCommandOutput> {
  const instance = findInstance(world, required(input.InstanceId, "InstanceId"));
  if (instance.state !== "running") throw notRunning(instance);
  refuseDryRun(input);
  const picture = grayJpeg(screenOf(instance.console));
  return { InstanceId: instance.id, ImageData: picture.toString("base64") };
}

function notRunning({ id }: InstanceState): PracticeError {
  const words = `The instance '${id}' is not in the 'running' state.`;
  return new PracticeError("IncorrectInstanceState", words);
}
