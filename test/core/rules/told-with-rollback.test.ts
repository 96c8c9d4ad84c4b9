/** What a failure advises is not said where it is done by itself. */
import { expect, it } from "vitest";
import { toldWithRollback, withoutAdvice } from "../../../shared/rules/told-with-rollback.ts";

it.each([
  [
    "ada said no: looked at it. What serves still does. Roll back, or make a new plan.",
    "ada said no: looked at it. What serves still does.",
  ],
  [
    "web-v2 was not well for 10 min. Its image is at fault. Roll back.",
    "web-v2 was not well for 10 min. Its image is at fault.",
  ],
  [
    "It can't be started. Roll back; then choose an image that is available.",
    "It can't be started.",
  ],
  [
    "Its servers end. If the image is at fault, roll back.",
    "Its servers end. If the image is at fault, roll back.",
  ],
])("%s", (reason, without) => {
  expect(withoutAdvice(reason)).toBe(without);
  expect(toldWithRollback(reason)).toBe(`${without} It is to be rolled back by itself.`);
});
