/** What can be chosen in the form, in words. */
import type { RefreshPreferences } from "../../../../shared/model/calls/refreshes.ts";
import type { ParallelIntent, ReplaceIntent } from "../../../../shared/model/intent.ts";
import type { Choice } from "./fields.tsx";

export const trafficChoices: readonly Choice<ParallelIntent["traffic"]>[] = [
  {
    value: "from-first-server",
    label: "From the first server",
    description:
      "New servers take their share as soon as they are healthy: the canary proves itself on real traffic.",
  },
  {
    value: "dark",
    label: "Dark until all are up",
    description:
      "The new generation gets no traffic until all its servers are up and well; then it gets it all.",
  },
  {
    value: "weights",
    label: "By the listener's weights",
    description:
      "The share of the new generation rises with its size, by the weights of the listener's rule. It needs a second target group.",
  },
];

export const failureChoices: readonly Choice<ReplaceIntent["onFailure"]>[] = [
  {
    value: "hold",
    label: "Hold, and let a person choose",
    description: "It stops where it is; what serves goes on serving.",
  },
  {
    value: "roll-back",
    label: "Roll back by itself",
    description: "It returns to the generation that serves now, without asking.",
  },
];

export const protectedChoices: readonly Choice<RefreshPreferences["scaleInProtectedInstances"]>[] =
  [
    {
      value: "Wait",
      label: "Wait",
      description: "AWS waits for an hour that somebody takes the protection off, then fails.",
    },
    {
      value: "Ignore",
      label: "Leave as they are",
      description: "Protected servers keep the old image.",
    },
    {
      value: "Refresh",
      label: "Replace as well",
      description: "Protection from scale-in doesn't save them.",
    },
  ];

export const standbyChoices: readonly Choice<RefreshPreferences["standbyInstances"]>[] = [
  {
    value: "Wait",
    label: "Wait",
    description: "AWS waits for an hour that somebody returns them to service, then fails.",
  },
  {
    value: "Ignore",
    label: "Leave as they are",
    description: "Servers in standby keep the old image.",
  },
  {
    value: "Terminate",
    label: "End them",
    description: "Servers in standby are ended, with what somebody wanted to look at.",
  },
];
