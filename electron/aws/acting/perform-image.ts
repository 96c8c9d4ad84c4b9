/** An image's life after it was made: copied, shared, deprecated, disabled, protected, deregistered. */
import {
  CopyImageCommand,
  DeregisterImageCommand,
  DisableImageCommand,
  DisableImageDeprecationCommand,
  DisableImageDeregistrationProtectionCommand,
  EnableImageCommand,
  EnableImageDeprecationCommand,
  EnableImageDeregistrationProtectionCommand,
  ModifyImageAttributeCommand,
  ModifySnapshotAttributeCommand,
  type DeleteSnapshotReturnCode,
} from "@aws-sdk/client-ec2";
import { assertNever } from "../../../shared/assert-never.ts";
import type { Call, CallOutcome } from "../../../shared/model/call.ts";
import { imageId } from "../../../shared/model/ids.ts";
import type { Clients } from "../sending/clients.ts";
import { done, type Once } from "./answers.ts";
import { copyImageInput, launchPermissionInput, volumePermissionInput } from "./image-inputs.ts";

export type ImageCall = Extract<
  Call,
  {
    readonly call:
      | "CopyImage"
      | "DeregisterImage"
      | "DisableImage"
      | "DisableImageDeprecation"
      | "DisableImageDeregistrationProtection"
      | "EnableImage"
      | "EnableImageDeprecation"
      | "EnableImageDeregistrationProtection"
      | "ModifyImageAttribute"
      | "ModifySnapshotAttribute";
  }
>;

export async function performImage(
  { ec2 }: Clients,
  send: { readonly once: Once; readonly withToken: Once },
  call: ImageCall,
): Promise<CallOutcome> {
  const { once, withToken } = send;
  switch (call.call) {
    case "CopyImage": {
      const input = copyImageInput(call);
      const answer = await withToken(() => ec2.send(new CopyImageCommand(input)));
      return done(answer, { imageId: imageId(answer.ImageId ?? "") });
    }
    case "DeregisterImage": {
      const snapshots = call.withSnapshots === true ? { DeleteAssociatedSnapshots: true } : {};
      const input = { ImageId: call.imageId, ...snapshots };
      const answer = await once(() => ec2.send(new DeregisterImageCommand(input)));
      return done(answer, snapshotsOf(answer.DeleteSnapshotResults ?? []));
    }
    case "ModifyImageAttribute": {
      const command = new ModifyImageAttributeCommand(launchPermissionInput(call));
      return done(await once(() => ec2.send(command)));
    }
    case "ModifySnapshotAttribute": {
      const command = new ModifySnapshotAttributeCommand(volumePermissionInput(call));
      return done(await once(() => ec2.send(command)));
    }
    case "EnableImageDeprecation": {
      const input = { ImageId: call.imageId, DeprecateAt: new Date(call.deprecateAtMs) };
      return done(await once(() => ec2.send(new EnableImageDeprecationCommand(input))));
    }
    case "DisableImageDeprecation": {
      const command = new DisableImageDeprecationCommand({ ImageId: call.imageId });
      return done(await once(() => ec2.send(command)));
    }
    case "DisableImage":
      return done(await once(() => ec2.send(new DisableImageCommand({ ImageId: call.imageId }))));
    case "EnableImage":
      return done(await once(() => ec2.send(new EnableImageCommand({ ImageId: call.imageId }))));
    case "EnableImageDeregistrationProtection": {
      const command = new EnableImageDeregistrationProtectionCommand({ ImageId: call.imageId });
      return done(await once(() => ec2.send(command)));
    }
    case "DisableImageDeregistrationProtection": {
      const command = new DisableImageDeregistrationProtectionCommand({ ImageId: call.imageId });
      return done(await once(() => ec2.send(command)));
    }
    default:
      return assertNever(call, "call");
  }
}

function snapshotsOf(results: readonly DeleteSnapshotReturnCode[]) {
  const codes = results.map(
    ({ SnapshotId = "", ReturnCode = "" }) => [SnapshotId, ReturnCode] as const,
  );
  return codes.length === 0 ? {} : { snapshots: Object.fromEntries<string>(codes) };
}
