/**
 * Gates are looked at twice: when the first servers are up, and before the old ones leave the traffic. A person is
 * asked once: as soon as there is something to judge by, which servers in the dark are not.
 */
import type { Gate, ParallelIntent } from "../../model/intent.ts";

type About = Pick<ParallelIntent, "gates" | "canary" | "waves" | "traffic">;

const isAskedEarly = ({ canary, waves, traffic }: About) =>
  traffic !== "dark" && (canary > 0 || waves.length > 0);

const isPerson = ({ kind }: Gate) => kind === "approval";

export const earlyGates = (intent: About): readonly Gate[] =>
  intent.gates.filter((gate) => !isPerson(gate) || isAskedEarly(intent));

export const lateGates = (intent: About): readonly Gate[] =>
  intent.gates.filter((gate) => !isPerson(gate) || !isAskedEarly(intent));
