import type { Hello } from "../../../shared/contract/requests.ts";
import type { Handlers } from "../gate.ts";
import type { Topics } from "../topics.ts";

type Own = Pick<Handlers, "console:hello" | "topic:open" | "topic:close">;

export function consoleHandlers(parts: { hello: () => Hello; topics: Topics }): Own {
  const { hello, topics } = parts;
  return {
    "console:hello": async () => hello(),
    "topic:open": async ({ topic, scope }, session) => topics.open(session, topic, scope),
    "topic:close": async ({ topic, scope }, session) => {
      topics.close(session, topic, scope);
      return null;
    },
  };
}
