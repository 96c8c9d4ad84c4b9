/** A notice of what is stuck is there no longer than that is so. */
import { expect, it } from "vitest";
import { noticeOf } from "../../../electron/notices.ts";
import { isStillTrue } from "../../../renderer/shell/notice-standing.ts";
import { connectionId, operationId } from "../../../shared/model/ids.ts";
import type { OperationSummary } from "../../../shared/model/operation.ts";

const stuck = { cause: "AWS has no capacity.", cure: "Choose another zone." };
const row: OperationSummary = {
  id: operationId("op-1"),
  kind: "bake",
  connectionId: connectionId("practice"),
  fleetId: null,
  fleetName: null,
  title: "Bake web 1",
  status: "running",
  phase: "",
  progress: 0,
  startedAtMs: 0,
  endedAtMs: null,
  expectedEndMs: null,
  who: "ada",
  reason: "",
  changeNumber: null,
  outcome: null,
  stuck,
};
const rows = (of: OperationSummary) => new Map([[String(of.id), of]]);

it("goes once the operation goes on, and comes back with it", () => {
  const notice = noticeOf(row);
  expect(notice?.text).toContain("is stuck");
  expect(notice && isStillTrue(notice, rows(row))).toBe(true);
  expect(notice && isStillTrue(notice, rows({ ...row, stuck: null }))).toBe(false);
  expect(notice && isStillTrue(notice, new Map())).toBe(true);
});

it("stays where it tells how one ended", () => {
  const failed: OperationSummary = { ...row, status: "failed", stuck: null, outcome: "No." };
  const notice = noticeOf(failed);
  expect(notice?.level).toBe("bad");
  expect(notice && isStillTrue(notice, rows(failed))).toBe(true);
});
