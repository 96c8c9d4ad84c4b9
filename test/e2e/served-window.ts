/** A window without a browser: enters the served console as a page does, and asks over the WebSocket. */
import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import type { Replies, RequestName, RequestPayload } from "../../shared/contract/requests.ts";
import type { TopicName, TopicRows } from "../../shared/contract/topics.ts";

type Answer = (reply: { ok: boolean; value: unknown; error: { message: string } }) => void;

export async function enterConsole(url: string) {
  const { origin, hash, host } = new URL(url);
  const entered = await fetch(`${origin}/session`, {
    method: "POST",
    body: hash.replace("#token=", ""),
    headers: { origin },
  });
  const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
  const socket = new WebSocket(`ws://${host}/rpc`, { headers: { origin, cookie } });
  onTestFinished(() => socket.terminate());
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  return asker(socket);
}

function asker(socket: WebSocket) {
  const answers = new Map<number, Answer>();
  let lastId = 0;
  socket.on("error", () => undefined);
  socket.on("message", (data: Buffer) => {
    const frame = JSON.parse(data.toString("utf8")) as {
      id?: number;
      reply?: Parameters<Answer>[0];
    };
    if (frame.id !== undefined && frame.reply) answers.get(frame.id)?.(frame.reply);
  });
  const ask = async <N extends RequestName>(
    name: N,
    payload: RequestPayload<N>,
  ): Promise<Replies[N]> => {
    lastId += 1;
    const id = lastId;
    const reply = await new Promise<Parameters<Answer>[0]>((resolve) => {
      answers.set(id, resolve);
      socket.send(JSON.stringify({ id, name, payload }));
    });
    if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`);
    return reply.value as Replies[N];
  };
  const rows = async <T extends TopicName>(topic: T, scope: string | null = null) =>
    (await ask("topic:open", { topic, scope })).rows as readonly TopicRows[T][];
  return { ask, rows };
}
