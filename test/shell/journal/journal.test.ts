import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it, onTestFinished } from "vitest";
import { inTransaction } from "../../../electron/journal/database.ts";
import { openJournal, type Journal } from "../../../electron/journal/journal.ts";
import type { OperationRecord } from "../../../electron/journal/records.ts";
import { BennuError } from "../../../shared/errors.ts";
import { imageId, operationId, stepId } from "../../../shared/model/ids.ts";
import { aFolder } from "../operations/console.ts";
import { replacePlan } from "../operations/plans.ts";
import { CONNECTION, OLD } from "../operations/small-cloud.ts";

const ID = operationId("op-1");
const STEP = stepId("s1");

function aJournal(path = join(aFolder(), "journal.sqlite")): Journal {
  const journal = openJournal(path);
  onTestFinished(() => journal.close());
  return journal;
}

function withOperation(journal: Journal): Journal {
  const record: OperationRecord = {
    id: ID,
    planId: replacePlan().id,
    kind: "replace",
    connectionId: CONNECTION,
    fleetId: null,
    status: "running",
    ending: null,
    who: "ada",
    holder: "ada@here",
    reason: "Because *this*",
    changeNumber: "CHG-7",
    startedAtMs: 1000,
    endedAtMs: null,
    outcome: null,
    bake: null,
  };
  journal.write(() => {
    journal.evidence.savePlan(replacePlan());
    journal.running.saveOperation(record);
    journal.evidence.addIntent({
      key: "op-1/s1/0/0",
      operationId: ID,
      stepId: STEP,
      atMs: 1500,
      call: { call: "DeleteAutoScalingGroup", groupName: OLD, force: true },
    });
    journal.evidence.addResult("op-1/s1/0/0", 1600, 12.5, {
      kind: "ok",
      requestId: "req-9",
      produced: {},
    });
    for (const text of ["one", "two", "three"]) {
      journal.evidence.addEvent({
        operationId: ID,
        atMs: 1700,
        level: "info",
        stepId: null,
        text,
        call: null,
      });
    }
  });
  return journal;
}

/** Changes the file behind the journal's back, triggers taken off first. */
function tamper(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  const triggers = database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all();
  for (const { name } of triggers) database.exec(`DROP TRIGGER ${String(name)}`);
  database.exec(sql);
  database.close();
}

describe("journal", () => {
  it("gives back what was written, also after it was opened again", () => {
    const path = join(aFolder(), "journal.sqlite");
    const first = withOperation(openJournal(path));
    first.close();
    const journal = aJournal(path);
    expect(journal.evidence.plan(replacePlan().id)).toEqual(
      JSON.parse(JSON.stringify(replacePlan())),
    );
    expect(journal.running.operations()).toHaveLength(1);
    expect(journal.evidence.intents(ID)).toMatchObject([
      { key: "op-1/s1/0/0", outcome: { kind: "ok" }, durationMs: 12.5 },
    ]);
    expect(journal.evidence.events(ID).map((event) => [event.seq, event.text])).toEqual([
      [1, "one"],
      [2, "two"],
      [3, "three"],
    ]);
    expect(journal.verify()).toEqual({ ok: true, events: 6, problem: null });
  });

  it("refuses a second console while it is open, and lets it in afterwards", () => {
    const path = join(aFolder(), "journal.sqlite");
    const first = openJournal(path);
    const second = () => openJournal(path);
    expect(second).toThrow(BennuError);
    expect(second).toThrow(/Another Bennu \(process \d+\) has this journal open/);
    first.close();
    aJournal(path);
  });

  it.each([
    [
      "text that is no database",
      () => "this is no database, but long enough to be taken for one".repeat(100),
    ],
    ["a journal with a torn page", (path: string) => torn(path)],
  ])("keeps %s aside, says where, and can begin anew", (_name, damage) => {
    const path = join(aFolder(), "journal.sqlite");
    withOperation(openJournal(path)).close();
    const content = damage(path);
    writeFileSync(path, content);
    let error: unknown;
    try {
      openJournal(path).close();
    } catch (caught) {
      error = caught;
    }
    expect(error).toMatchObject({
      code: "journal-damaged",
      details: { kept: `${path}.damaged-1` },
    });
    expect(readFileSync(`${path}.damaged-1`).equals(Buffer.from(content))).toBe(true);
    expect(existsSync(path)).toBe(false);
    expect(aJournal(path).running.operations()).toEqual([]);
  });

  it("writes all of a commit or nothing", () => {
    const journal = withOperation(aJournal());
    const half = () =>
      journal.write(() => {
        journal.evidence.addEvent({
          operationId: ID,
          atMs: 1,
          level: "info",
          stepId: null,
          text: "lost",
          call: null,
        });
        throw new Error("in the middle");
      });
    expect(half).toThrow("in the middle");
    expect(journal.evidence.events(ID)).toHaveLength(3);
    expect(journal.verify().ok).toBe(true);
  });

  it("never changes a plan, nor what was written as evidence", () => {
    const path = join(aFolder(), "journal.sqlite");
    withOperation(aJournal(path)).write(() => undefined);
    const database = new DatabaseSync(path);
    onTestFinished(() => database.close());
    for (const table of ["plans", "intents", "results", "events", "audit"]) {
      expect(() => database.exec(`DELETE FROM ${table}`)).toThrow(/never changed/);
      expect(() => database.exec(`UPDATE ${table} SET rowid = rowid + 1`)).toThrow(/never changed/);
    }
  });

  it("keeps user data as its digest", () => {
    const journal = withOperation(aJournal());
    const userData = "#!/bin/sh\necho secret-of-somebody";
    journal.write(() =>
      journal.evidence.addIntent({
        key: "k",
        operationId: ID,
        stepId: STEP,
        atMs: 1,
        call: {
          call: "RunInstances",
          imageId: imageId("ami-1"),
          instanceType: "t3.small",
          subnetId: null,
          securityGroupIds: [],
          userData,
          tags: {},
          clientToken: "t",
        },
      }),
    );
    expect(JSON.stringify(journal.evidence.intents(ID))).not.toContain("secret-of-somebody");
    expect(JSON.stringify(journal.evidence.intents(ID))).toContain("sha256:");
  });

  it("keeps an original once, and its state", () => {
    const journal = withOperation(aJournal());
    const original = { kind: "suspended", group: OLD, processes: ["Launch"] } as const;
    const record = { operationId: ID, stepId: STEP, until: "step", original, atMs: 5 } as const;
    journal.write(() => {
      journal.evidence.addOriginal(record);
      journal.evidence.addOriginal(record);
    });
    expect(journal.evidence.originals(ID)).toMatchObject([
      { original, state: "pending", until: "step" },
    ]);
    journal.write(() =>
      journal.evidence.markOriginal(journal.evidence.originals(ID)[0]?.seq ?? 0, "put-back"),
    );
    expect(journal.evidence.originals(ID)[0]?.state).toBe("put-back");
  });

  it("remembers images, and generations from when they were first seen", () => {
    const journal = aJournal();
    const image = {
      imageId: "ami-1",
      manifest: null,
      tests: [],
      recipeName: "shop",
      recipeText: "x",
      bakedByOperation: ID,
    };
    const fleet = replacePlan().fleetId;
    if (!fleet) throw new Error("The plan has a fleet");
    journal.write(() => {
      journal.memory.saveImage({ ...image, recordedAtMs: 7 });
      const seen = {
        id: "g1",
        fleetId: fleet,
        firstSeenAtMs: 10,
        lastSeenAtMs: 10,
        body: { servers: 2 },
      };
      journal.memory.observeGeneration(seen);
      journal.memory.observeGeneration({
        ...seen,
        firstSeenAtMs: 20,
        lastSeenAtMs: 20,
        body: { servers: 3 },
      });
    });
    expect(journal.memory.image("ami-1")?.recipeName).toBe("shop");
    expect(journal.memory.image("ami-2")).toBeNull();
    expect(journal.memory.generations(fleet)).toMatchObject([
      { firstSeenAtMs: 10, lastSeenAtMs: 20, body: { servers: 3 } },
    ]);
  });

  it("exports JSON with its proof, and a report in which names are no markup", () => {
    const { json, report } = withOperation(aJournal()).export(ID);
    expect(JSON.parse(json)).toMatchObject({
      audit: { ok: true },
      operations: [{ operation: { id: ID }, events: [{}, {}, {}] }],
    });
    expect(report).toContain("- Reason: Because \\*this\\*");
    expect(report).toContain("Change: CHG-7");
    expect(report).toContain("Audit chain of 6 entries: unbroken.");
  });
});

describe("audit", () => {
  it.each([
    [
      "an event that was changed",
      "UPDATE events SET body = replace(body, 'two', 'TWO') WHERE number = 2",
      /events\/op-1#2 was changed/,
    ],
    [
      "an event that was deleted",
      "DELETE FROM events WHERE number = 2",
      /events\/op-1#2 was deleted/,
    ],
    [
      "an event that was added",
      "INSERT INTO events (operation_id, number, body) VALUES ('op-1', 9, '{}')",
      /not in the audit/,
    ],
    ["a plan that was changed", "UPDATE plans SET text = text || ' '", /plans\/.* was changed/],
    ["a result that was changed", "UPDATE results SET outcome = '{}'", /results\/.* was changed/],
    ["an intent that was moved in time", "UPDATE intents SET at_ms = 1", /intents\/.* was changed/],
    [
      "a link that was changed",
      "UPDATE audit SET digest = hash WHERE seq = 3",
      /Entry 3 of the audit .* was changed/,
    ],
    [
      "a link that was taken out",
      "DELETE FROM audit WHERE seq = 3",
      /Entry 3 of the audit is missing/,
    ],
    [
      "an end that was cut off",
      "DELETE FROM audit WHERE seq > 4; DELETE FROM events WHERE number > 1",
      /was cut: entry 6/,
    ],
    [
      "everything cut off",
      "DELETE FROM audit; DELETE FROM events; DELETE FROM results; DELETE FROM intents; DELETE FROM plans",
      /was cut/,
    ],
  ])("finds %s", (_name, sql, problem) => {
    const path = join(aFolder(), "journal.sqlite");
    withOperation(openJournal(path)).close();
    tamper(path, `PRAGMA foreign_keys = OFF; ${sql}`);
    const verdict = aJournal(path).verify();
    expect(verdict.ok).toBe(false);
    expect(verdict.problem).toMatch(problem);
  });

  it("still finds a cut after more was written", () => {
    const path = join(aFolder(), "journal.sqlite");
    withOperation(openJournal(path)).close();
    tamper(path, "DELETE FROM audit WHERE seq > 5; DELETE FROM events WHERE number > 2");
    const journal = aJournal(path);
    journal.write(() =>
      journal.evidence.addEvent({
        operationId: ID,
        atMs: 9,
        level: "info",
        stepId: null,
        text: "new",
        call: null,
      }),
    );
    expect(journal.verify().ok).toBe(false);
  });
});

function torn(path: string): Buffer {
  const content = readFileSync(path);
  for (let at = 4096 + 100; at < content.length; at += 4096) content.fill(0xa5, at, at + 2000);
  return content;
}

describe("a transaction that SQLite gave up by itself", () => {
  it("says why, and not that there was nothing to roll back", () => {
    const database = new DatabaseSync(":memory:");
    const full = () =>
      inTransaction(database, () => {
        database.exec("ROLLBACK");
        throw new Error("database or disk is full");
      });
    expect(full).toThrow("database or disk is full");
    database.close();
  });
});

describe("a lock that can't be taken", () => {
  it("is blamed on another console only if there is one", () => {
    const path = join(aFolder(), "journal.sqlite");
    writeFileSync(`${path}.lock`, "not a database, and longer than its header ".repeat(9));
    expect(() => openJournal(path)).toThrow(/not a database/);
  });
});
