/** What is usual for a fleet, from its earlier operations in the journal. Read once an operation, then kept. */
import type { FleetId, OperationId } from "../../../shared/model/ids.ts";
import { slotServers } from "../../../shared/slots/slot-server.ts";
import { usualTimes, type UsualTimes } from "../../../shared/slots/usual-times.ts";
import type { Journal } from "../../journal/journal.ts";

/** Older ones say little of what is usual now. */
const NEWEST_OPERATIONS = 10;

export class UsualBook {
  readonly #journal: Pick<Journal, "slots">;
  readonly #known = new Map<OperationId, UsualTimes>();

  constructor(journal: Pick<Journal, "slots">) {
    this.#journal = journal;
  }

  before(id: OperationId, fleet: FleetId | null): UsualTimes {
    const known = this.#known.get(id);
    if (known !== undefined || fleet === null) return known ?? {};
    const { slots } = this.#journal;
    const earlier = slots.operationsOf(fleet, NEWEST_OPERATIONS + 1).filter((one) => one !== id);
    const usual = usualTimes(
      earlier
        .slice(0, NEWEST_OPERATIONS)
        .flatMap((one) => [...slotServers(slots.of(one)).values()]),
    );
    this.#known.set(id, usual);
    return usual;
  }
}
