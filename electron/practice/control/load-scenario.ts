/** Puts the world of a scenario file in the place of a region's. */
import { setFault } from "../faults/set-fault.ts";
import { scheduleAct } from "../faults/colleague.ts";
import { createPracticeWorld } from "../practice-world.ts";
import type { PracticeScenario } from "../practice-world.ts";
import type { PracticeRegion } from "../region.ts";
import type { World } from "../world/kernel/world.ts";
import { setOrigin } from "./origin.ts";
import type { ScenarioFile } from "./scenario-file.ts";

/** Also for a region that begins with a file. */
export function worldOfFile(file: ScenarioFile, name: string, base: PracticeScenario): World {
  const { scenario, seed, servers, groups, images } = file;
  const sizes = { servers, groups, images };
  const given = Object.entries(sizes).filter(([, size]) => size !== undefined);
  const world = createPracticeWorld({ ...base, scenario, seed, ...Object.fromEntries(given) });
  setOrigin(world, { kind: "file", name, seed });
  for (const fault of file.faults) setFault(world, fault);
  for (const { after, who, ...call } of file.acts) {
    scheduleAct(world, {
      ...call,
      atMs: world.nowMs + after,
      ...(who === undefined ? {} : { who }),
    });
  }
  return world;
}

export function loadScenario(region: PracticeRegion, name: string, file: ScenarioFile): void {
  const { region: place, accountId } = region.cloud.home;
  region.begin((startMs) =>
    worldOfFile(file, name, { seed: 1, region: place, accountId, startMs }),
  );
  if (file.speed !== undefined) region.setSpeed(file.speed);
}
