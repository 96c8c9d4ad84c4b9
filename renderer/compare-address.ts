/** What is compared, as it stands in an address: `side=image~connection~ami`, once a side. Older addresses still work. */
import type { CompareSubject } from "../shared/compare/comparison.ts";

/** `~` parts the three; encodeURIComponent leaves it as it is. */
const part = (text: string) => encodeURIComponent(text).replaceAll("~", "%7E");

export function compareAddress(sides: readonly CompareSubject[]): string {
  const search = new URLSearchParams();
  for (const side of sides) search.append("side", subjectText(side));
  return `#/compare?${search.toString()}`;
}

export function subjectText(subject: CompareSubject): string {
  switch (subject.kind) {
    case "image":
      return `image~${part(subject.connectionId)}~${part(subject.imageId)}`;
    case "generation":
      return `generation~${part(subject.fleetId)}~${part(subject.generationId)}`;
    case "server":
      return `server~${part(subject.connectionId)}~${part(subject.serverId)}`;
  }
}

/** What doesn't read as a subject is left out. */
export function subjectsOf(query: URLSearchParams): CompareSubject[] {
  const sides = query.getAll("side").flatMap((text) => subjectOf(text) ?? []);
  return sides.length > 0 ? sides.slice(0, 3) : olderForm(query);
}

export function subjectOf(text: string): CompareSubject | null {
  const [kind, within, id] = text.split("~").map(decoded);
  if (!within || !id) return null;
  if (kind === "image") return { kind, connectionId: within, imageId: id };
  if (kind === "generation") return { kind, fleetId: within, generationId: id };
  return kind === "server" ? { kind, connectionId: within, serverId: id } : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

function olderForm(query: URLSearchParams): CompareSubject[] {
  const [fleet, connection] = [query.get("fleet"), query.get("connection")];
  const ids = [query.get("left"), query.get("right")].filter((id) => id !== null);
  if (fleet !== null)
    return ids.map((id) => ({ kind: "generation", fleetId: fleet, generationId: id }));
  if (connection === null) return [];
  return ids.map((id) => ({ kind: "image", connectionId: connection, imageId: id }));
}
