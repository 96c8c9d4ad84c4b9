/** Systems Manager's parameters. A SecureString is never decrypted: what is secret is read where it is used. */
import { GetParametersCommand, type Parameter } from "@aws-sdk/client-ssm";
import { BennuError } from "../../../shared/errors.ts";
import { imageId } from "../../../shared/model/ids.ts";
import type { ParameterFact, ParameterImage } from "../../../shared/model/facts/image-use-facts.ts";
import { inBatches } from "./paged.ts";
import { reads, type ReadingContext } from "./reading-context.ts";

const NAMES_A_CALL = 10;

export function readParameters(
  context: ReadingContext,
  names: readonly string[],
): Promise<readonly ParameterFact[]> {
  const read = reads(context, "ssm", 0);
  return inBatches(names, NAMES_A_CALL, async (batch) => {
    const command = new GetParametersCommand({ Names: [...batch], WithDecryption: false });
    const answer = await read("GetParameters", () => context.clients.ssm.send(command));
    return (answer.Parameters ?? []).map(toFact);
  });
}

const toFact = (parameter: Parameter): ParameterFact => ({
  // With its selector, so that it is found again by what was asked for.
  name: `${parameter.Name ?? ""}${parameter.Selector ?? ""}`,
  type: parameter.Type ?? "",
  value: parameter.Type === "SecureString" ? null : (parameter.Value ?? ""),
  version: parameter.Version ?? 0,
  dataType: parameter.DataType ?? "text",
  changedAtMs: parameter.LastModifiedDate?.getTime() ?? null,
});

const IMAGE_ID = /^ami-[0-9a-f]{8,17}$/;

export async function readImageOfParameter(
  context: ReadingContext,
  name: string,
): Promise<ParameterImage | null> {
  const [found] = await readParameters(context, [name]);
  if (!found) return null;
  const { value, version, changedAtMs } = found;
  if (value === null || !IMAGE_ID.test(value)) throw noImage(name, value === null);
  return { imageId: imageId(value), version, changedAtMs };
}

const noImage = (name: string, isSecret: boolean) =>
  new BennuError({
    code: "invalid-input",
    message: `The parameter ${name} names no image: ${isSecret ? "it is a SecureString, which Bennu doesn't read" : "its value isn't an image's id (ami-…)"}. Nothing was changed. Name a parameter that holds an image's id.`,
  });
