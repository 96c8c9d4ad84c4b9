/** A roll back in the middle of a plan that holds a group's minimum knows the minimum that is its own. */
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { ownSizes } from "../../../electron/planning/taken-over.ts";
import { groupName, operationId, stepId } from "../../../shared/model/ids.ts";
import { aFolder } from "../operations/console.ts";
import { openJournal } from "../../../electron/journal/journal.ts";

it("is the oldest that is still held; what was put back is held no more", () => {
  const journal = openJournal(join(aFolder(), "journal.sqlite"));
  onTestFinished(() => journal.close());
  const [id, group] = [operationId("op-1"), groupName("web-v001")];
  const add = (minSize: number, of = group) =>
    journal.write(() =>
      journal.evidence.addOriginal({
        operationId: id,
        stepId: stepId("s1"),
        until: "operation",
        original: { kind: "sizes", group: of, sizes: { minSize, maxSize: 8, desiredCapacity: 4 } },
        atMs: minSize,
      }),
    );
  add(2);
  add(4);
  add(3, groupName("web-v002"));
  const [, , last] = journal.evidence.originals(id);
  journal.write(() => journal.evidence.markOriginal(last?.seq ?? -1, "put-back"));
  expect([...ownSizes(journal, id)]).toEqual([
    [group, { minSize: 2, maxSize: 8, desiredCapacity: 4 }],
  ]);
  expect(ownSizes(journal, operationId("op-2")).size).toBe(0);
});
