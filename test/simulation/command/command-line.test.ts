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

  it.each([
    [["--seeds", "0"], /--seeds takes a whole number from 1 on, not 0/],
    [["--from", "many"], /--from takes a whole number/],
    [["--operation", "dance"], /--operation takes replace, rollback, retire, bake; not dance/],
    [["--faults", "some"], /--faults takes none, light, heavy/],
    [["--speed", "9"], /--speed/],
  ])("says what it can't take: %s", (args, words) => {
    expect(() => readCommand(args)).toThrow(words);
  });
});
