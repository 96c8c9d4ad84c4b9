/** Why a bake can't be planned. Each says what is wrong, and what to do. The first that applies is told. */
import type { Refusal } from "../model/plan.ts";
import type { RecipeProblem } from "../model/recipe.ts";

export interface SubnetChoice {
  readonly id: string;
  readonly zone: string;
  readonly name: string | null;
  /** Free addresses. */
  readonly available: number;
  /** Left out or null: not known. */
  readonly vpcId?: string | null;
}

export function refuse(reason: string, cure: string): Refusal {
  return { refused: true, reason, cure };
}

export function recipeRefusal(file: string, problems: readonly RecipeProblem[]): Refusal {
  const [first] = problems;
  if (!first)
    return refuse(`${file} can't be read as a recipe.`, "Look at the file in the recipe folder.");
  const more = problems.length > 1 ? ` (and ${String(problems.length - 1)} more)` : "";
  const place = `${file}, line ${String(first.line)}, column ${String(first.column)}`;
  return refuse(
    `${place}: ${first.message} Expected: ${first.expected}.${more}`,
    "Correct the recipe, then plan again.",
  );
}

/** Families of Graviton have a g after the generation: c7g, m6gd, t4g, im4gn. */
export function architectureOf(instanceType: string): "arm64" | "x86_64" {
  return /^(a1|[a-z]+\d+g[a-z]*)\./.test(instanceType) ? "arm64" : "x86_64";
}

export function subnetRefusal(
  subnets: readonly SubnetChoice[],
  wanted: string | null,
): Refusal | null {
  if (subnets.length === 0) {
    return refuse(
      "There is no subnet in this region, so no builder can be started.",
      "Make a subnet with a way out to the package repositories.",
    );
  }
  const cure = "Choose another subnet.";
  const subnet = subnets.find((candidate) => candidate.id === wanted);
  if (wanted !== null && !subnet) return refuse(`The subnet ${wanted} doesn't exist here.`, cure);
  const free = subnet
    ? subnet.available
    : Math.max(...subnets.map((candidate) => candidate.available));
  return free > 0 ? null : refuse(`${wanted ?? "No subnet"} has no free address.`, cure);
}

/** The one asked for, else the one with most free addresses. */
export function chosenSubnet(
  subnets: readonly SubnetChoice[],
  wanted: string | null,
): SubnetChoice | null {
  const byRoom = subnets.toSorted((a, b) => b.available - a.available || (a.id < b.id ? -1 : 1));
  return subnets.find((subnet) => subnet.id === wanted) ?? byRoom[0] ?? null;
}

/** The roomiest of each other zone of the same network, for when the chosen one's has no capacity. None where it was asked for. */
export function otherSubnets(
  subnets: readonly SubnetChoice[],
  chosen: SubnetChoice,
  wanted: string | null,
): readonly string[] {
  if (wanted !== null) return [];
  const near = subnets
    .filter((one) => one.vpcId === chosen.vpcId && one.available > 0)
    .toSorted((a, b) => b.available - a.available || (a.id < b.id ? -1 : 1));
  const zones = new Set([chosen.zone]);
  return near.flatMap(({ id, zone }) => {
    if (zones.has(zone)) return [];
    zones.add(zone);
    return [id];
  });
}
