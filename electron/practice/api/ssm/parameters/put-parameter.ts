/** PutParameter: what is asked, as an order to the world. */
import type { PutParameterRequest, PutParameterResult } from "@aws-sdk/client-ssm";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import { putParameter as put } from "../../../world/ssm/put-parameter.ts";
import type { ParameterOrder } from "../../../world/ssm/put-parameter.ts";
import type { SsmCall } from "../reading.ts";
import { toTags } from "./tags.ts";

export function putParameter(
  input: PutParameterRequest,
  { world, principal }: SsmCall,
): PutParameterResult {
  if (input.Overwrite === true && input.Tags?.length) throw tagsAndOverwrite();
  if (input.Policies !== undefined && !/^\s*(\[\s*\])?\s*$/.test(input.Policies))
    throw notSimulated();
  const { version, tier } = put(world, orderOf(input, principal.arn));
  return { Version: version, Tier: tier };
}

const orderOf = (input: PutParameterRequest, by: string): ParameterOrder => ({
  name: (input.Name ?? "").trim(),
  value: input.Value ?? "",
  type: input.Type ?? null,
  dataType: input.DataType ?? null,
  tier: input.Tier ?? null,
  keyId: input.KeyId ?? null,
  description: input.Description ?? null,
  allowedPattern: input.AllowedPattern ?? null,
  overwrite: input.Overwrite ?? false,
  tags: toTags(input.Tags),
  by,
});

const tagsAndOverwrite = () =>
  new PracticeError(
    "ValidationException",
    "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, " +
      "please remove overwrite flag. To update tags for an existing parameter, please use " +
      "AddTagsToResource or RemoveTagsFromResource.",
  );

const notSimulated = () =>
  new PracticeError(
    "UnsupportedOperation",
    "The practice cloud does not simulate parameter policies.",
  );
