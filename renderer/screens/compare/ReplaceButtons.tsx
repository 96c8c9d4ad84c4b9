/** The fleets that serve the first side and could be replaced with the last one. */
import Button from "@cloudscape-design/components/button";
import { imageKey } from "../../../shared/contract/topics.ts";
import type { Comparison } from "../../../shared/compare/comparison.ts";
import { useTopic } from "../../client/topic-store.ts";
import { fleetsOfRecipe } from "../../components/images/NextSteps.tsx";
import { links } from "../../links.ts";
import { go } from "../../ui/hash-path.ts";

export function ReplaceButtons({ comparison }: { readonly comparison: Comparison }) {
  const fleets = useFleets(comparison);
  const imageId = comparison.sides.at(-1)?.imageId ?? null;
  if (imageId === null) return null;
  return fleets.map(({ id, name }) => (
    <Button key={id} variant="primary" onClick={() => go(links.replace(id, imageId))}>
      Replace {name} with it…
    </Button>
  ));
}

function useFleets({
  sides,
}: Comparison): readonly { readonly id: string; readonly name: string }[] {
  const fleets = useTopic("fleets").rows;
  const images = useTopic("images").rows;
  const [first, last] = [sides[0], sides.at(-1)];
  if (first?.subject.kind === "generation" && last?.subject.kind === "generation") {
    const fleet = fleets.get(last.subject.fleetId);
    return fleet === undefined || fleet.id !== first.subject.fleetId ? [] : [fleet];
  }
  if (last?.subject.kind !== "image") return [];
  const image = images.get(imageKey(last.subject.connectionId, last.subject.imageId));
  const served = image === undefined ? [] : fleetsOfRecipe(image, fleets.values());
  return served
    .filter(({ live }) => live.imageId === first?.imageId)
    .map(({ fleet }) => ({ id: fleet.id, name: fleet.name }));
}
