/**
 * The composition root of both hosts: builds the console from its ports and gives back the few functions by which
 * a host carries it. With console/ the only one that knows all the parts; it decides nothing itself.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Reply, RequestName } from "../shared/contract/requests.ts";
import { keepLooking, keepSchedules } from "./console/background.ts";
import {
  automaticRollback,
  bakesOf,
  campaignChildren,
  promiseKeeper,
} from "./console/by-itself.ts";
import { freshClock } from "./console/last-seen.ts";
import type { ConsoleOptions } from "./console/options.ts";
import { closeParts, openParts } from "./console/parts.ts";
import { planningPartsOf } from "./console/planning.ts";
import { handlers } from "./console/requests.ts";
import { tellInventory } from "./held-fleets.ts";
import { makeGate } from "./ipc/gate.ts";
import type { Session } from "./ipc/session.ts";
import { topicSources } from "./ipc/topic-sources.ts";
import { afterBatch, Topics } from "./ipc/topics.ts";
import { openJournal } from "./journal/journal.ts";
import type { Journal } from "./journal/journal.ts";
import { raiseNotices } from "./notices.ts";
import { planning } from "./planning/make-plan.ts";
import { PlanBook } from "./planning/plan-book.ts";

export interface OpenConsole {
  handle(session: Session, name: unknown, payload: unknown): Promise<Reply<RequestName>>;
  closeSession(session: Session): void;
  close(): Promise<void>;
}

/** Throws `journal-locked` if another console has this data folder, `invalid-input` for a broken connections file. */
export async function openConsole(options: ConsoleOptions): Promise<OpenConsole> {
  mkdirSync(options.dataDir, { recursive: true });
  const journal = openJournal(join(options.dataDir, "journal.sqlite"));
  try {
    return await assemble(options, journal);
  } catch (error) {
    journal.close();
    throw error;
  }
}

async function assemble(options: ConsoleOptions, journal: Journal): Promise<OpenConsole> {
  const parts = await openParts(options, journal);
  const topics = new Topics(
    topicSources({ ...parts, later: afterBatch, freshClock: freshClock(parts) }),
  );
  const book = new PlanBook({ make: planning(planningPartsOf(parts)), random: options.random });
  const automatic = automaticRollback(options, parts, book);
  parts.late.children = campaignChildren(options, parts, book);
  const bakes = bakesOf(options, parts, book);
  const gate = makeGate(handlers(options, parts, topics, book, bakes));
  const sessions = new Set<Session>();
  const teller = tellInventory(parts);
  const returns = keepLooking(parts, teller);
  const promises = promiseKeeper(options, parts, book);
  const notices = raiseNotices(parts.operations, (notice) =>
    sessions.forEach((session) => session.push(notice)),
  );
  parts.operations.resumeAll();
  automatic.takeUpAll();
  const schedules = keepSchedules(bakes);
  return {
    handle: (session, name, payload) => {
      sessions.add(session);
      return gate(session, name, payload);
    },
    closeSession: (session) => {
      sessions.delete(session);
      topics.drop(session);
    },
    close: async () => {
      notices();
      promises();
      teller.end();
      await returns();
      await schedules();
      await automatic.close();
      topics.closeAll();
      await closeParts(parts);
    },
  };
}
