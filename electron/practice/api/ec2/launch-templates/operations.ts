/** EC2's actions on launch templates, with the SDK's schemas. */
import {
  CreateLaunchTemplate$,
  CreateLaunchTemplateVersion$,
  DeleteLaunchTemplate$,
  DeleteLaunchTemplateVersions$,
  DescribeLaunchTemplateVersions$,
  DescribeLaunchTemplates$,
  GetLaunchTemplateData$,
  ModifyLaunchTemplate$,
} from "@aws-sdk/client-ec2";
import type { OperationSchemas } from "../../../wire/service.ts";
import {
  CreateLaunchTemplate,
  CreateLaunchTemplateVersion,
  ModifyLaunchTemplate,
} from "./change-templates.ts";
import { DeleteLaunchTemplate, DeleteLaunchTemplateVersions } from "./delete-templates.ts";
import { DescribeLaunchTemplates, GetLaunchTemplateData } from "./describe-templates.ts";
import { DescribeLaunchTemplateVersions } from "./describe-versions.ts";

export const templateOperations = {
  CreateLaunchTemplate,
  CreateLaunchTemplateVersion,
  ModifyLaunchTemplate,
  DeleteLaunchTemplate,
  DeleteLaunchTemplateVersions,
  DescribeLaunchTemplates,
  DescribeLaunchTemplateVersions,
  GetLaunchTemplateData,
};

export const templateSchemas: OperationSchemas<typeof templateOperations> = {
  CreateLaunchTemplate: CreateLaunchTemplate$,
  CreateLaunchTemplateVersion: CreateLaunchTemplateVersion$,
  ModifyLaunchTemplate: ModifyLaunchTemplate$,
  DeleteLaunchTemplate: DeleteLaunchTemplate$,
  DeleteLaunchTemplateVersions: DeleteLaunchTemplateVersions$,
  DescribeLaunchTemplates: DescribeLaunchTemplates$,
  DescribeLaunchTemplateVersions: DescribeLaunchTemplateVersions$,
  GetLaunchTemplateData: GetLaunchTemplateData$,
};
