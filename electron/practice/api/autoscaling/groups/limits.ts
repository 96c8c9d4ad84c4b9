/** Names, batch sizes and ranges that Auto Scaling checks before anything else. */
import { validationError } from "../../../world/autoscaling/groups.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";

/** Per Region; 200 in the words of AWS's model, 500 in its list of quotas of today. */
export const MAX_GROUPS = 500;
const MAX_NAME = 255;

/** As AWS words what its service model forbids. */
export function constraint(member: string, value: unknown, rule: string): PracticeError {
  return validationError(
    `1 validation error detected: Value '${String(value)}' at '${member}' failed to satisfy constraint: ${rule}`,
  );
}

export function checkName(member: string, name: string): void {
  if (name.length === 0)
    throw constraint(member, name, "Member must have length greater than or equal to 1");
  if (name.length > MAX_NAME)
    throw constraint(member, name, `Member must have length less than or equal to ${MAX_NAME}`);
  if (!name.includes(":")) return;
  throw validationError(`${member} must not contain a colon: ${name}`);
}

export function checkRange(
  member: string,
  value: number | undefined,
  [least, most]: readonly [number, number],
): void {
  if (value === undefined) return;
  if (value < least)
    throw constraint(member, value, `Member must have value greater than or equal to ${least}`);
  if (value > most)
    throw constraint(member, value, `Member must have value less than or equal to ${most}`);
}

export const notOneOf = (member: string, value: string, words: readonly string[]) =>
  constraint(member, value, `Member must satisfy enum value set: [${words.join(", ")}]`);

interface TemplateName {
  readonly LaunchTemplateId?: string | undefined;
  readonly LaunchTemplateName?: string | undefined;
}

/** AWS answers with both, and takes exactly one. */
export function checkTemplateName(wish: TemplateName | undefined): void {
  if (!wish || (wish.LaunchTemplateId === undefined) !== (wish.LaunchTemplateName === undefined))
    return;
  throw validationError(
    "Valid requests must contain either launchTemplateId or LaunchTemplateName",
  );
}

/** How many may be named in one call. */
export function checkBatch(
  what: string,
  names: readonly unknown[] | undefined,
  most: number,
): void {
  if ((names?.length ?? 0) <= most) return;
  throw validationError(`You can specify at most ${most} ${what} in one request.`);
}

export const limitExceeded = (message: string) => new PracticeError("LimitExceeded", message);
