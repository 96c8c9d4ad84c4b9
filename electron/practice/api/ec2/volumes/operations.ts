/** EC2's actions on volumes, with the SDK's schemas. */
import {
  AttachVolume$,
  CreateVolume$,
  DeleteVolume$,
  DescribeVolumes$,
  DescribeVolumesModifications$,
  DetachVolume$,
  ModifyVolume$,
} from "@aws-sdk/client-ec2";
import type { OperationSchemas } from "../../../wire/service.ts";
import { AttachVolume, DetachVolume } from "./attach-volumes.ts";
import { DescribeVolumes } from "./describe-volumes.ts";
import { DescribeVolumesModifications, ModifyVolume } from "./modify-volumes.ts";
import { CreateVolume, DeleteVolume } from "./make-volumes.ts";

export const volumeOperations = {
  CreateVolume,
  DeleteVolume,
  DescribeVolumes,
  AttachVolume,
  DetachVolume,
  ModifyVolume,
  DescribeVolumesModifications,
};

export const volumeSchemas: OperationSchemas<typeof volumeOperations> = {
  CreateVolume: CreateVolume$,
  DeleteVolume: DeleteVolume$,
  DescribeVolumes: DescribeVolumes$,
  AttachVolume: AttachVolume$,
  DetachVolume: DetachVolume$,
  ModifyVolume: ModifyVolume$,
  DescribeVolumesModifications: DescribeVolumesModifications$,
};
