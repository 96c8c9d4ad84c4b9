import { describe, expect, it } from "vitest";
import { readCommand } from "./command-line.ts";

describe("npm run simulate", () => {
  it("takes what it is asked for", () => {
    const args = ["--seeds", "5", "--from", "7", "--operation", "rollback", "--size", "40"];
    expect(readCommand([...args, "--faults", "light"])).toMatchObject({
      seeds: 5,
      from: 7,
      options: { kind: "rollback", servers: 40, faults: "light" },
      replay: null,
    });
    expect(readCommand(["--replay", "12"]).replay).toBe(12);
  });

  it("takes what is about a fleet, or about images", () => {
    const optionsOf = (operation: string) => readCommand(["--operation", operation]).options;
    expect(optionsOf("bake")).toMatchObject({ kind: "bake", life: null });
    expect(optionsOf("campaign")).toMatchObject({ kind: null, life: "campaign" });
    expect(optionsOf("images")).toMatchObject({ kind: null, life: "images" });
    expect(readCommand([]).options).toMatchObject({ kind: null, life: null });
  });

  it.each([
    [["--seeds", "0"], /--seeds takes a whole number from 1 on, not 0/],
    [["--from", "many"], /--from takes a whole number/],
    [
      ["--operation", "dance"],
      /--operation takes replace, rollback, retire, bake, campaign, .+, images; not dance/,
    ],
    [["--faults", "some"], /--faults takes none, light, heavy/],
    [["--speed", "9"], /--speed/],
  ])("says what it can't take: %s", (args, words) => {
    expect(() => readCommand(args)).toThrow(words);
  });
});
