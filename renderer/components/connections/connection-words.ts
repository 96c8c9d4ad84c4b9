/** How a connection is doing, in words. */
import type { ConnectionState } from "../../../shared/model/connection.ts";
import type { Tone } from "../../ui/tone.ts";

export interface ConnectionWords {
  readonly tone: Tone;
  readonly title: string;
  readonly detail: string | null;
}

export function connectionWords(state: ConnectionState): ConnectionWords {
  switch (state.phase) {
    case "connecting":
      return { tone: "busy", title: "connecting", detail: null };
    case "first-sync":
      return {
        tone: "busy",
        title: "reading the region",
        detail: `${String(state.pagesRead)} pages so far`,
      };
    case "failed":
      return { tone: "bad", title: failureTitle(state), detail: failureMeaning(state) };
    case "ready":
      return readyWords(state);
  }
}

function readyWords(state: ConnectionState): ConnectionWords {
  if (state.error !== null) {
    return { tone: "warn", title: "facts are getting old", detail: failureMeaning(state) };
  }
  const { fleets, servers, images } = state.counts;
  if (fleets === 0 && servers === 0 && images === 0) {
    return {
      tone: "neutral",
      title: "nothing here",
      detail: `The account was reached, and ${state.connection.region} holds no group, no server and no image of its own. Is it the right region?`,
    };
  }
  return { tone: "good", title: "in touch", detail: null };
}

function failureTitle(state: ConnectionState): string {
  switch (state.error?.code) {
    case "credentials-missing":
      return "no valid credentials";
    case "profile-unreadable":
      return "unreadable profile";
    case "credentials-expired":
      return "credentials expired";
    case "access-denied":
      return "not allowed";
    case "network-unreachable":
      return "no network";
    case "endpoint-nonsense":
      return "the endpoint isn't AWS";
    default:
      return "failed";
  }
}

function failureMeaning(state: ConnectionState): string {
  return state.lastSyncAtMs === null
    ? "Nothing has been read on this connection yet."
    : "What is on screen is what was read last; its age is shown. No step acts on facts this old.";
}
