/** The programs of a bake's two servers and how each reaches its server, or why it can't. */
import type { ProgramDelivery } from "../../model/bake.ts";
import type { BakeIntent } from "../../model/intent.ts";
import type { PlanId } from "../../model/ids.ts";
import type { Refusal } from "../../model/plan.ts";
import type { Recipe } from "../../recipe/recipe.ts";
import { listWords } from "../../words/counts.ts";
import { refuse } from "../bake-refusals.ts";
import { deliver, userDataLimitBytes, type Delivery } from "../delivery.ts";
import type { Packer } from "../packing.ts";
import { userData } from "../user-data.ts";

export interface Program {
  /** What the server is started with; "" where a stub is made when its address is signed. */
  readonly userData: string;
  /** What is put into the bucket first; null: nothing. */
  readonly object: {
    readonly bucket: string;
    readonly key: string;
    readonly gzipBase64: string;
    readonly sha256: string;
  } | null;
  readonly facts: ProgramDelivery;
}

export interface Deliveries {
  readonly builder: Program;
  readonly freshBoot: Program;
}

interface Parts {
  readonly planId: PlanId;
  readonly intent: BakeIntent;
  readonly recipeText: string;
  readonly timeoutMs: number;
  readonly packer: Packer;
}

export function deliveries(recipe: Recipe, parts: Parts): Deliveries | Refusal {
  const builder = programOf(recipe, "builder", parts);
  const freshBoot = programOf(recipe, "fresh-boot", parts);
  if ("refused" in builder) return builder;
  return "refused" in freshBoot ? freshBoot : { builder, freshBoot };
}

function programOf(
  recipe: Recipe,
  role: "builder" | "fresh-boot",
  parts: Parts,
): Program | Refusal {
  const { recipeText, timeoutMs, packer, planId, intent } = parts;
  const script = userData(recipe, { role, recipeText, timeoutMs });
  const delivery = deliver(script, packer);
  const bucket = intent.bucket ?? null;
  if (delivery.way === "s3" && bucket === null) return tooLarge(delivery);
  const facts = factsOf(role, delivery);
  if (delivery.way !== "s3" || bucket === null) return { userData: script, object: null, facts };
  const { base64, sha256 } = delivery.packed;
  const key = `bennu/programs/${planId}/${role}.gz`;
  return { userData: "", object: { bucket, key, gzipBase64: base64, sha256 }, facts };
}

const factsOf = (role: ProgramDelivery["role"], delivery: Delivery): ProgramDelivery => ({
  role,
  bytes: delivery.plainBytes,
  sentBytes: delivery.way === "plain" ? delivery.plainBytes : delivery.gzipBytes,
  limitBytes: delivery.limitBytes,
  way: delivery.way,
});

function tooLarge({ plainBytes, gzipBytes }: Delivery): Refusal {
  return refuse(
    `The builder's program is ${String(plainBytes)} bytes, packed ${String(gzipBytes)}; EC2 takes ` +
      `${String(userDataLimitBytes)} as user data.`,
    "Name a bucket that it may travel through, in this connection's bake settings; or put large files into a package, and install that.",
  );
}

/** Without a profile a builder may read nothing, and every secret of the recipe would be missing. */
export function secretsRefusal(recipe: Recipe, { instanceProfile }: BakeIntent): Refusal | null {
  const profile = instanceProfile ?? recipe.builder.instanceProfile;
  if (recipe.secrets.length === 0 || profile !== null) return null;
  const names = listWords(recipe.secrets.map(({ name }) => name));
  return refuse(
    `The recipe reads ${names} on the builder, and the builder has no instance profile that may read them.`,
    "Name an instance profile that may, in the recipe (builder: instanceProfile) or in this connection's bake settings.",
  );
}
