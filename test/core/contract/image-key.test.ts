import { expect, test } from "vitest";
import { imageKey, rowKey } from "../../../shared/contract/topics.ts";
import type { ImageView } from "../../../shared/model/fleet.ts";

test("images with one id on two connections are two rows", () => {
  const keyOn = (connectionId: string) =>
    rowKey("images", { id: "ami-1", connectionId } as unknown as ImageView);
  expect(keyOn("ours")).toBe(imageKey("ours", "ami-1"));
  expect(keyOn("theirs")).not.toBe(keyOn("ours"));
});
