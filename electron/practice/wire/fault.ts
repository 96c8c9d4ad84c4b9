/** What leaves as an AWS error: a refusal by the world or by the wire as it is, a defect as AWS tells its own. */
import { PracticeError } from "../world/kernel/practice-error.ts";

export interface AwsFault {
  readonly code: string;
  readonly message: string;
  readonly httpStatus: number;
}

export function toFault(error: unknown): AwsFault {
  if (error instanceof PracticeError) return error;
  const what = error instanceof Error ? error.message : String(error);
  const message = `An internal error has occurred in the practice cloud: ${what}`;
  return { code: "InternalFailure", message, httpStatus: 500 };
}
