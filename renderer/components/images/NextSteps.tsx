/** What one does with a verified image: hold it against what is live, and replace that with it. */
import Button from "@cloudscape-design/components/button";
import type { FleetView, GenerationView } from "../../../shared/model/fleet.ts";
import { useTopic } from "../../client/topic-store.ts";
import { links } from "../../links.ts";
import { go } from "../../ui/hash-path.ts";
import { liveGeneration } from "../generations/readiness.ts";
import "./next-steps.css";

interface Subject {
  readonly id: string;
  readonly connectionId: string;
  readonly recipe: string | null;
}

export interface FleetOfRecipe {
  readonly fleet: FleetView;
  readonly live: GenerationView;
}

/** Fleets that serve another image of the same recipe. */
export function fleetsOfRecipe(image: Subject, fleets: Iterable<FleetView>): FleetOfRecipe[] {
  const found: FleetOfRecipe[] = [];
  if (image.recipe === null) return found;
  for (const fleet of fleets) {
    const live = liveGeneration(fleet);
    if (live === null || fleet.connectionId !== image.connectionId) continue;
    if (live.recipe === image.recipe && live.imageId !== image.id) found.push({ fleet, live });
  }
  return found;
}

export function NextSteps({ image }: { readonly image: Subject }) {
  const fleets = useTopic("fleets").rows;
  return fleetsOfRecipe(image, fleets.values()).map(({ fleet, live }) => (
    <span key={fleet.id} className="next-steps">
      {live.imageId !== null && (
        <Button
          onClick={() => go(links.compareImages(image.connectionId, live.imageId ?? "", image.id))}
        >
          Compare with {fleet.name} {live.label}
        </Button>
      )}
      <Button variant="primary" onClick={() => go(links.replace(fleet.id, image.id))}>
        Replace {fleet.name} with it…
      </Button>
    </span>
  ));
}
