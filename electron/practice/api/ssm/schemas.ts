/** The SDK's schemas of the simulated actions, by name, so that a build leaves out all others. */
import {
  AddTagsToResource$,
  DeleteParameter$,
  DeleteParameters$,
  DescribeParameters$,
  GetParameter$,
  GetParameterHistory$,
  GetParameters$,
  GetParametersByPath$,
  LabelParameterVersion$,
  ListTagsForResource$,
  PutParameter$,
  RemoveTagsFromResource$,
  UnlabelParameterVersion$,
} from "@aws-sdk/client-ssm";
import type { OperationSchemas } from "../../wire/service.ts";
import type { ssmOperations } from "./operations.ts";

export const ssmSchemas: OperationSchemas<typeof ssmOperations> = {
  PutParameter: PutParameter$,
  GetParameter: GetParameter$,
  GetParameters: GetParameters$,
  GetParametersByPath: GetParametersByPath$,
  GetParameterHistory: GetParameterHistory$,
  DescribeParameters: DescribeParameters$,
  DeleteParameter: DeleteParameter$,
  DeleteParameters: DeleteParameters$,
  LabelParameterVersion: LabelParameterVersion$,
  UnlabelParameterVersion: UnlabelParameterVersion$,
  AddTagsToResource: AddTagsToResource$,
  RemoveTagsFromResource: RemoveTagsFromResource$,
  ListTagsForResource: ListTagsForResource$,
};
