/** EC2's actions on images, with the SDK's schemas. */
import {
  CopyImage$,
  CreateImage$,
  DeregisterImage$,
  DescribeImageAttribute$,
  DescribeImageReferences$,
  DescribeImages$,
  DisableImage$,
  DisableImageBlockPublicAccess$,
  DisableImageDeprecation$,
  DisableImageDeregistrationProtection$,
  EnableImage$,
  EnableImageBlockPublicAccess$,
  EnableImageDeprecation$,
  EnableImageDeregistrationProtection$,
  GetImageAncestry$,
  GetImageBlockPublicAccessState$,
  ModifyImageAttribute$,
  RegisterImage$,
  ResetImageAttribute$,
} from "@aws-sdk/client-ec2";
import type { OperationSchemas } from "../../../wire/service.ts";
import {
  DisableImageBlockPublicAccess,
  EnableImageBlockPublicAccess,
  GetImageBlockPublicAccessState,
} from "./block-public-access.ts";
import { CopyImage } from "./copy-image.ts";
import { CreateImage, RegisterImage } from "./create-image.ts";
import { DescribeImages } from "./describe-images.ts";
import {
  DescribeImageAttribute,
  ModifyImageAttribute,
  ResetImageAttribute,
} from "./image-attributes.ts";
import { DescribeImageReferences, GetImageAncestry } from "./image-questions.ts";
import {
  DeregisterImage,
  DisableImage,
  DisableImageDeprecation,
  DisableImageDeregistrationProtection,
  EnableImage,
  EnableImageDeprecation,
  EnableImageDeregistrationProtection,
} from "./withdraw-image.ts";

export const imageOperations = {
  CreateImage,
  RegisterImage,
  CopyImage,
  DescribeImages,
  DeregisterImage,
  DisableImage,
  EnableImage,
  EnableImageDeprecation,
  DisableImageDeprecation,
  EnableImageDeregistrationProtection,
  DisableImageDeregistrationProtection,
  DescribeImageAttribute,
  ModifyImageAttribute,
  ResetImageAttribute,
  GetImageBlockPublicAccessState,
  EnableImageBlockPublicAccess,
  DisableImageBlockPublicAccess,
  GetImageAncestry,
  DescribeImageReferences,
};

export const imageSchemas: OperationSchemas<typeof imageOperations> = {
  CreateImage: CreateImage$,
  RegisterImage: RegisterImage$,
  CopyImage: CopyImage$,
  DescribeImages: DescribeImages$,
  DeregisterImage: DeregisterImage$,
  DisableImage: DisableImage$,
  EnableImage: EnableImage$,
  EnableImageDeprecation: EnableImageDeprecation$,
  DisableImageDeprecation: DisableImageDeprecation$,
  EnableImageDeregistrationProtection: EnableImageDeregistrationProtection$,
  DisableImageDeregistrationProtection: DisableImageDeregistrationProtection$,
  DescribeImageAttribute: DescribeImageAttribute$,
  ModifyImageAttribute: ModifyImageAttribute$,
  ResetImageAttribute: ResetImageAttribute$,
  GetImageBlockPublicAccessState: GetImageBlockPublicAccessState$,
  EnableImageBlockPublicAccess: EnableImageBlockPublicAccess$,
  DisableImageBlockPublicAccess: DisableImageBlockPublicAccess$,
  GetImageAncestry: GetImageAncestry$,
  DescribeImageReferences: DescribeImageReferences$,
};
