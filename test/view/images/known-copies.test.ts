import { expect, it } from "vitest";
import type { ConnectionState } from "../../../shared/model/connection.ts";
import type { ImageView } from "../../../shared/model/fleet.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { copiedFrom, knownCopies } from "../../../renderer/screens/images/copy/known-copies.ts";

const image = (connectionId: string, id: string, copyOf?: string) =>
  ({
    ...{ connectionId, id, state: "available" },
    tags: copyOf === undefined ? {} : { [TAG.copyOf]: copyOf },
  }) as unknown as ImageView;
const connections = new Map(
  (["eu-west-1", "us-east-1"] as const).map((region) => [
    region.slice(0, 2),
    { connection: { id: region.slice(0, 2), name: region.toUpperCase(), region } },
  ]),
) as unknown as ReadonlyMap<string, ConnectionState>;

it("an image's copies are those of its region and id, wherever a connection shows them", () => {
  const source = image("eu", "ami-1");
  const copy = image("us", "ami-9", "eu-west-1/ami-1");
  const all = [
    source,
    copy,
    image("us", "ami-8", "us-east-1/ami-1"),
    image("us", "ami-7", "eu-west-1/ami-10"),
    image("gone", "ami-6", "eu-west-1/ami-1"),
  ];
  expect(knownCopies(source, all, connections)).toEqual([
    { image: copy, place: "US-EAST-1, us-east-1" },
  ]);
  expect(knownCopies(image("closed", "ami-1"), all, connections)).toEqual([]);
  expect([copiedFrom(copy), copiedFrom(source)]).toEqual(["eu-west-1/ami-1", null]);
});
