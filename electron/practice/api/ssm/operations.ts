/** All simulated actions of Systems Manager. */
import {
  cancelCommand,
  getCommandInvocation,
  listCommandInvocations,
  listCommands,
} from "./commands/commands.ts";
import { describeDocument, listDocuments } from "./commands/documents.ts";
import { describeInstanceInformation } from "./commands/managed-nodes.ts";
import { sendCommand } from "./commands/send-command.ts";
import {
  deleteParameter,
  deleteParameters,
  labelParameterVersion,
  unlabelParameterVersion,
} from "./parameters/change-parameters.ts";
import { describeParameters, getParameterHistory } from "./parameters/describe-parameters.ts";
import { getParameter, getParameters, getParametersByPath } from "./parameters/get-parameters.ts";
import { putParameter } from "./parameters/put-parameter.ts";
import {
  addTagsToResource,
  listTagsForResource,
  removeTagsFromResource,
} from "./parameters/tags.ts";

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
  DescribeInstanceInformation: describeInstanceInformation,
  SendCommand: sendCommand,
  GetCommandInvocation: getCommandInvocation,
  ListCommands: listCommands,
  ListCommandInvocations: listCommandInvocations,
  CancelCommand: cancelCommand,
  ListDocuments: listDocuments,
  DescribeDocument: describeDocument,
};
