/** Every moment at which a console may be killed: around each write of its journal, and around each call of AWS. */
import { Anchor } from "../../../electron/journal/anchor.ts";
import type { Journal } from "../../../electron/journal/journal.ts";
import type { Cloud } from "../../../electron/ports.ts";

export type Passed = (point: string) => void;

/** In a commit, between the commit and the audit's anchor, and after it. */
export function aroundWrites(journal: Journal, passed: Passed): void {
  const write = journal.write.bind(journal);
  let within = false;
  journal.write = (work) => {
    if (within) return write(work);
    within = true;
    try {
      return write(() => {
        const written = work();
        passed("in a commit");
        return written;
      });
    } finally {
      within = false;
      passed("after a commit");
    }
  };
  const anchor = Anchor.prototype.write;
  Anchor.prototype.write = function (this: Anchor, head) {
    if (within) passed("between a commit and its anchor");
    anchor.call(this, head);
  };
}

export function aroundCalls(cloud: Cloud, passed: Passed): Cloud {
  const perform: Cloud["actor"]["perform"] = async (call) => {
    passed(`before ${call.call}`);
    const outcome = await cloud.actor.perform(call);
    passed(`after ${call.call}`);
    return outcome;
  };
  return { ...cloud, actor: { perform } };
}
