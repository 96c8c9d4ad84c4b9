/** What AWS allows as a parameter's name, value, data type and label. */
import { PracticeError } from "../kernel/practice-error.ts";
import type { ParameterVersionState } from "../kernel/state/ssm.ts";
import type { World } from "../kernel/world.ts";

const MOST_LEVELS = 15;
const MOST_NAME_CHARACTERS = 1011;
const MOST_BYTES = { Standard: 4096, Advanced: 8192 } as const;
/** Those that are checked here; AWS has more since 2026, which are refused as unknown ones are. */
const DATA_TYPES = new Set(["text", "aws:ec2:image", "aws:ssm:integration"]);

const invalid = (message: string) => new PracticeError("ValidationException", message);

export function checkName(world: World, name: string): void {
  if (/^\/?(?:aws|ssm)/i.test(name)) {
    if (/^\/?aws/i.test(name))
      throw new PracticeError(
        "AccessDeniedException",
        `No access to reserved parameter name: ${name}.`,
      );
    throw invalid(NAME_WORDS);
  }
  if (name.includes("/") && !name.startsWith("/"))
    throw invalid("Parameter name must be a fully qualified name.");
  if (!/^(?:\/[\w.-]+)+$|^[\w.-]+$/.test(name)) throw invalid(NAME_WORDS);
  const length = world.arn("ssm", "parameter/").length + name.length;
  if (length > MOST_NAME_CHARACTERS)
    throw invalid(`Parameter name must be at most ${MOST_NAME_CHARACTERS} characters long.`);
  checkDepth(name);
}

const NAME_WORDS =
  'Parameter name: can\'t be prefixed with "aws" or "ssm" (case-insensitive). If formed as a path, ' +
  "it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of " +
  "letters, numbers and the following 3 symbols .-_";

function checkDepth(name: string): void {
  if (name.split("/").length - 1 <= MOST_LEVELS) return;
  const message =
    `The hierarchy has more than ${MOST_LEVELS} levels: a parameter name can have a maximum of ` +
    `${MOST_LEVELS} levels.`;
  throw new PracticeError("HierarchyLevelLimitExceededException", message);
}

export function checkValue(
  row: Pick<ParameterVersionState, "value" | "type" | "dataType" | "tier" | "allowedPattern">,
): void {
  if (row.value === "") throw invalid(EMPTY_WORDS);
  if (/\{\{.*\}\}/s.test(row.value))
    throw invalid("Parameter value can't nest another parameter. Do not use {{}} in the value.");
  if (!DATA_TYPES.has(row.dataType)) throw invalid(dataTypeWords(row.dataType));
  if (row.dataType !== "text" && row.type !== "String" && row.dataType === "aws:ec2:image")
    throw invalid("The aws:ec2:image data type is supported for String parameters only.");
  if (Buffer.byteLength(row.value) > MOST_BYTES[row.tier]) throw invalid(sizeWords(row.tier));
  checkPattern(row.allowedPattern, row.value);
}

const EMPTY_WORDS =
  "1 validation error detected: Value '' at 'value' failed to satisfy constraint: " +
  "Member must have length greater than or equal to 1.";

const dataTypeWords = (dataType: string) =>
  `The following data type is not supported: ${dataType} (Data type names are all lowercase.)`;

const sizeWords = (tier: ParameterVersionState["tier"]) =>
  tier === "Standard"
    ? "Standard tier parameters support a maximum parameter value of 4096 characters. To create a " +
      "larger parameter value, upgrade the parameter to use the advanced-parameter tier. For more " +
      "information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html"
    : "Advanced tier parameters support a maximum parameter value of 8192 characters.";

function checkPattern(pattern: string | null, value: string): void {
  if (pattern === null) return;
  if (compiled(pattern).test(value)) return;
  throw new PracticeError(
    "ParameterPatternMismatchException",
    `Parameter value, cannot be validated against allowedPattern: ${pattern}`,
  );
}

function compiled(pattern: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`);
  } catch {
    throw new PracticeError(
      "InvalidAllowedPatternException",
      "The request doesn't meet the regular expression requirement.",
    );
  }
}

/** AWS answers with the labels that it doesn't take, and attaches none at all then. */
export const isLabel = (label: string): boolean =>
  /^[\w.-]{1,100}$/.test(label) && !/^(?:\d|aws|ssm)/i.test(label);
