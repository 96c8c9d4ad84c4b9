/** Which notices still say how it is. Pure. */
import type { ConsoleEvent } from "../../shared/contract/topics.ts";
import type { OperationSummary } from "../../shared/model/operation.ts";

type Raised = Extract<ConsoleEvent, { event: "notice:raised" }>;
type Row = Pick<OperationSummary, "stuck">;

/** An operation that went on by itself is stuck no more. Of one that isn't known here, what was said stands. */
export const isStillTrue = (
  { whileStuck }: Pick<Raised, "whileStuck">,
  operations: ReadonlyMap<string, Row>,
): boolean => whileStuck === undefined || operations.get(whileStuck)?.stuck !== null;
