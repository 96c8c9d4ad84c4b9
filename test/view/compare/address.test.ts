import fc from "fast-check";
import { expect, it } from "vitest";
import { compareAddress, subjectsOf } from "../../../renderer/compare-address.ts";
import type { CompareSubject } from "../../../shared/compare/comparison.ts";

const read = (address: string) => subjectsOf(new URLSearchParams(address.split("?")[1]));
const id = fc
  .string({ minLength: 1, maxLength: 12 })
  .filter((text) => text.trim() !== "" && text.isWellFormed());
const subject: fc.Arbitrary<CompareSubject> = fc.oneof(
  fc.record({ kind: fc.constant("image" as const), connectionId: id, imageId: id }),
  fc.record({ kind: fc.constant("generation" as const), fleetId: id, generationId: id }),
  fc.record({ kind: fc.constant("server" as const), connectionId: id, serverId: id }),
);

it("what an address says is what it was made of", () => {
  fc.assert(
    fc.property(fc.array(subject, { minLength: 1, maxLength: 3 }), (sides) => {
      expect(read(compareAddress(sides))).toEqual(sides);
    }),
  );
});

it.each([
  ["#/compare?fleet=practice/web&left=v1&right=v2", ["generation", "generation"]],
  ["#/compare?connection=c&left=ami-1&right=ami-2", ["image", "image"]],
  ["#/compare?connection=c&left=ami-1", ["image"]],
  ["#/compare?side=image~c", []],
  ["#/compare?side=%25~%25~%25&side=x~c~d", []],
  ["#/compare", []],
])("%s names %j", (address, kinds) => {
  expect(read(address).map(({ kind }) => kind)).toEqual(kinds);
});
