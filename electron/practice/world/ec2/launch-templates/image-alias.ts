/** An image named by a parameter, `resolve:ssm:name`, `:version` or `:label`: looked up anew at every launch. */
import { PracticeError } from "../../kernel/practice-error.ts";
import type { World } from "../../kernel/world.ts";
import { findParameter } from "../../ssm/parameters.ts";

const PREFIX = "resolve:ssm:";

export const isAlias = (wanted: string): boolean => wanted.startsWith(PREFIX);

/** The image's id itself, or what the parameter says now. */
export function imageIdOf(world: World, wanted: string): string {
  if (!isAlias(wanted)) return wanted;
  const name = wanted.slice(PREFIX.length);
  const found = findParameter(world, name);
  if (!found) throw invalidParameter(`The Systems Manager parameter '${name}' does not exist.`);
  if (found.version.dataType === "aws:ec2:image") return found.version.value;
  throw invalidParameter(
    "Unsupported data type. The following parameter data types are supported: aws:ec2:image",
  );
}

function invalidParameter(words: string): PracticeError {
  return new PracticeError("SsmInvalidParameter", words);
}
