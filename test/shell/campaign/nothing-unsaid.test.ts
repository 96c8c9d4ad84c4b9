import { expect, it } from "vitest";
import { createPracticeWorld } from "../../../electron/practice/practice-world.ts";
import { holeOf, indexHoles } from "../../../shared/lineage/hole.ts";
import { deriveImages } from "../../../shared/fleet/derive-images.ts";
import { connection } from "../operations/practice-region.ts";
import { accepted, aCampaignConsole } from "./campaign-console.ts";

const OLDEST = "al2023-2026.09.18";
const shop = () => structuredClone(createPracticeWorld({ seed: 1, scenario: "shop" }).toJSON());

it("every server that is counted on the base is in a stage, or is named with the reason", async () => {
  const console = await aCampaignConsole({ saved: shop() });
  const from = console.imageNamed(OLDEST);
  const images = deriveImages(console.facts(), console.fleets(), new Set(), connection);
  const world = { connectionId: connection.id, fleets: console.fleets(), images };
  const { campaign } = accepted(await console.planned({ fromImageId: from }));
  const staged = campaign?.fleets.map(({ name, servers }) => [name, servers]);
  expect(staged).toEqual([["mail-worker", 9]]);
  const left = campaign?.skipped.filter(({ servers = 0 }) => servers > 0) ?? [];
  expect(left.map(({ name, servers }) => [name, servers])).toEqual([["session-cache v18", 1]]);
  expect(holeOf(indexHoles([world]), from).inService).toBe(10);
  expect(campaign?.bakes.map(({ recipe }) => recipe)).toEqual(["mail-worker"]);
});
