/** What a list that was cut doesn't have: no change on the screen, and a chip that shows it. */
import { expect, it } from "vitest";
import {
  jumpsBySize,
  type Comparison,
  type Jump,
  type PackageChange,
} from "../../../shared/compare/comparison.ts";
import { shownPackages } from "../../../renderer/screens/compare/packages/jump-words.ts";
import { summaryChips } from "../../../renderer/screens/compare/summary-chips.ts";

const change = (name: string, jump: Jump): PackageChange => ({
  ...{ name, arch: "", source: "rpm", versions: ["1", null], jump, jumps: [null, jump] },
  unknownAt: jump === "unknown" ? [1] : [],
});
const packages = [change("a", "unknown"), change("b", "removed"), change("c", "unknown")];
const counts = Object.fromEntries(
  jumpsBySize.map((jump) => [jump, packages.filter((one) => one.jump === jump).length]),
) as Comparison["counts"];

it("is a chip of its own, beside those of the changes", () => {
  const chips = summaryChips({ sides: [], packages, items: [], recipes: [], counts });
  expect(chips.map(({ text }) => text)).toEqual(["1 removed", "2 can't be told"]);
});

it("isn't among the changes until the chip asks for it", () => {
  const names = (jump: Jump | null) =>
    shownPackages(packages, { changedOnly: true, text: "", jump }).map(({ name }) => name);
  expect(names(null)).toEqual(["b"]);
  expect(names("unknown")).toEqual(["a", "c"]);
});
