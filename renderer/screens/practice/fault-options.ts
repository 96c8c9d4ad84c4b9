/** What the selects of the fault form offer. Pure. */
import { assertNever } from "../../../shared/assert-never.ts";
import type { ReadyFault } from "../../../shared/model/practice/practice-fault.ts";
import type { FaultChoices } from "../../../shared/model/practice/practice.ts";
import { durationWords } from "../../../shared/words/durations.ts";
import { minuteMs } from "./minute.ts";

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
}

export const anyTarget = "";
export const untilMended = "mended";

/** With "anywhere" first, unless the fault needs a target. */
export function targetOptions(fault: ReadyFault, choices: FaultChoices): readonly Option[] {
  const all = targetsOf(fault, choices);
  return fault.needsTarget ? all : [{ value: anyTarget, label: anyWords(fault) }, ...all];
}

function targetsOf({ target }: ReadyFault, choices: FaultChoices): readonly Option[] {
  switch (target) {
    case "none":
      return [];
    case "zone":
      return choices.zones.map(plain);
    case "instance-type":
      return choices.instanceTypes.map(plain);
    case "image":
      return choices.images.map(({ id, name }) => ({ value: id, label: name, description: id }));
    case "fleet":
      return choices.fleets.map(plain);
    case "operation":
      return choices.operations.map(plain);
    default:
      return assertNever(target, "target of a fault");
  }
}

const plain = (name: string): Option => ({ value: name, label: name });

const anyNames = {
  none: "",
  zone: "In any zone",
  "instance-type": "Any instance type",
  image: "Any image",
  fleet: "Any fleet",
  operation: "Every call",
} as const;
const anyWords = ({ target }: ReadyFault) => anyNames[target];

const usual = [2, 10, 60, 240].map((minutes) => minutes * minuteMs);

export function forHowLong({ forMs }: ReadyFault): readonly Option[] {
  const times = [...new Set([...usual, ...(forMs === null ? [] : [forMs])])].toSorted(
    (a, b) => a - b,
  );
  return [
    ...times.map((ms) => ({ value: String(ms), label: durationWords(ms) })),
    { value: untilMended, label: "Until I mend it" },
  ];
}
