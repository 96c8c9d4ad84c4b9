/** The servers and the image of one bake, found by what the operation wrote on them. */
import type { ImageFact, ServerFact } from "../../../../shared/model/facts.ts";
import { TAG } from "../../../../shared/model/tags.ts";
import type { StepContext } from "../step.ts";

export async function buildersOf(
  { reader, operationId }: StepContext,
  role: "builder" | "fresh-boot",
): Promise<readonly ServerFact[]> {
  const servers = await everyBuilderOf({ reader, operationId }, role);
  return servers.filter((server) => server.state !== "terminated");
}

/** Those that have ended too: AWS lists them for about an hour. */
export async function everyBuilderOf(
  { reader, operationId }: Pick<StepContext, "reader" | "operationId">,
  role: "builder" | "fresh-boot",
): Promise<readonly ServerFact[]> {
  const servers = await reader.serversByTag(TAG.operation, operationId);
  return servers.filter((server) => server.tags[TAG.role] === role);
}

/** Null: none of that name, or one that another operation made. */
export async function imageOf({
  reader,
  plan,
  operationId,
}: StepContext): Promise<ImageFact | null> {
  const made = plan.steps.find((step) => step.work.kind === "make-image")?.work;
  if (made?.kind !== "make-image") return null;
  const images = await reader.imagesByName(made.name);
  return images.find((image) => image.tags[TAG.operation] === operationId) ?? null;
}
