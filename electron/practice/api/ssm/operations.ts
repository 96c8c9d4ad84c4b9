/** All simulated actions of Systems Manager. */
import {
  deleteParameter,
  deleteParameters,
  labelParameterVersion,
  unlabelParameterVersion,
} from "./change-parameters.ts";
import { describeParameters, getParameterHistory } from "./describe-parameters.ts";
import { getParameter, getParameters, getParametersByPath } from "./get-parameters.ts";
import { putParameter } from "./put-parameter.ts";
import { addTagsToResource, listTagsForResource, removeTagsFromResource } from "./tags.ts";

export const ssmOperations = {
  PutParameter: putParameter,
  GetParameter: getParameter,
  GetParameters: getParameters,
  GetParametersByPath: getParametersByPath,
  GetParameterHistory: getParameterHistory,
  DescribeParameters: describeParameters,
  DeleteParameter: deleteParameter,
  DeleteParameters: deleteParameters,
  LabelParameterVersion: labelParameterVersion,
  UnlabelParameterVersion: unlabelParameterVersion,
  AddTagsToResource: addTagsToResource,
  RemoveTagsFromResource: removeTagsFromResource,
  ListTagsForResource: listTagsForResource,
};
