/** What the console knows of the region without asking: read past all faults, and as of its last look. */
import { nothing } from "../../../../electron/inventory/mirror.ts";
import type { Cloud } from "../../../../electron/ports.ts";
import { deriveFleets } from "../../../../shared/fleet/derive-fleets.ts";
import { deriveImages } from "../../../../shared/fleet/derive-images.ts";
import type { Facts } from "../../../../shared/model/facts.ts";
import type { FleetView, ImageView } from "../../../../shared/model/fleet.ts";
import type { FleetPolicy } from "../../../../shared/rules/fleet-policy.ts";
import { readAll } from "../../../shell/operations/practice-region.ts";

export class KnownWorld {
  facts: Facts = nothing.facts;
  fleets: readonly FleetView[] = [];
  images: readonly ImageView[] = [];
  readAtMs = -Infinity;
  readonly #cloud: Cloud;
  readonly #policy: FleetPolicy;

  constructor(cloud: Cloud, policy: FleetPolicy) {
    this.#cloud = cloud;
    this.#policy = policy;
  }

  async look(): Promise<void> {
    const { connection, clock } = this.#cloud;
    const nowMs = clock.now();
    const facts = await readAll(this.#cloud);
    this.facts = facts;
    this.fleets = deriveFleets(facts, { connection, nowMs, policy: this.#policy });
    this.images = deriveImages(facts, this.fleets, new Set(), connection);
    this.readAtMs = nowMs;
  }

  fleet(id: string): FleetView | null {
    return this.fleets.find((one) => one.id === id) ?? null;
  }
}
