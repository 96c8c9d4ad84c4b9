import type { ConnectionId } from "../../../shared/model/ids.ts";
import type { FleetView, GenerationView } from "../../../shared/model/fleet.ts";
import { ageWords, durationWords } from "../../../shared/words/durations.ts";
import { revokedWords } from "../../../shared/lineage/revocation.ts";
import { links } from "../../links.ts";
import { dateTimeWords } from "../../ui/clock-time.ts";
import { useClockText } from "../connections/clocks.ts";
import { Pill } from "../../ui/Pill.tsx";
import { GenerationName } from "./GenerationName.tsx";
import { liveGeneration } from "./readiness.ts";
import { ReturnCell } from "./return/ReturnCell.tsx";
import "./generations-table.css";

interface GenerationsTableProps {
  readonly fleet: FleetView;
  /** Given: each generation that has a group beside the live one's can be retired for good. */
  readonly onRetire?: (generation: GenerationView) => void;
  /** Given: the image of each can be revoked, or that taken back. */
  readonly onRevoke?: (generation: GenerationView) => void;
  /** Leaves out the reasons, for where there is little room. */
  readonly isShort?: boolean;
}

export function GenerationsTable({
  fleet,
  onRetire,
  onRevoke,
  isShort = false,
}: GenerationsTableProps) {
  const live = liveGeneration(fleet);
  return (
    <table className="plain-table generations">
      <thead>
        <tr>
          <th scope="col">Generation</th>
          <th scope="col">Image</th>
          <th scope="col">Base</th>
          <th scope="col">Servers</th>
          <th scope="col">Served</th>
          <th scope="col">Return</th>
          <th scope="col">
            <span className="only-for-readers">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {fleet.generations.map((generation) => (
          <tr key={generation.id} className={`generation-${generation.state}`}>
            <th scope="row">
              <GenerationName label={generation.label} state={generation.state} />
              <Marks generation={generation} />
            </th>
            <td>
              <ImageCell generation={generation} connectionId={fleet.connectionId} />
            </td>
            <td className="muted">{generation.baseName ?? "unknown"}</td>
            <td>
              <ServersCell generation={generation} />
            </td>
            <td className="muted">
              <ServedCell generation={generation} connectionId={fleet.connectionId} />
            </td>
            <td>
              <ReturnCell fleet={fleet} generation={generation} isShort={isShort} />
            </td>
            <td className="generation-actions">
              {live !== null && live.id !== generation.id ? (
                <a
                  href={links.compareGenerations(fleet.id, live.id, generation.id)}
                  aria-label={`Compare ${live.label} and ${generation.label}`}
                >
                  Compare
                </a>
              ) : null}
              {onRetire !== undefined && isBeside(generation, live) ? (
                <button
                  type="button"
                  className="text-button tone-neutral"
                  aria-label={`Retire ${generation.label}`}
                  onClick={() => onRetire(generation)}
                >
                  Retire…
                </button>
              ) : null}
              {onRevoke !== undefined && canBeRevoked(generation) ? (
                <button
                  type="button"
                  className="text-button tone-neutral"
                  aria-label={
                    generation.revoked === null
                      ? `Revoke: ${generation.label}`
                      : `Take the revocation back: ${generation.label}`
                  }
                  onClick={() => onRevoke(generation)}
                >
                  {generation.revoked === null ? "Revoke…" : "Take back…"}
                </button>
              ) : null}
            </td>
          </tr>
        ))}
        {fleet.olderUnread ? (
          <tr>
            <td colSpan={7} className="muted">
              Older generations are still being read from the launch template.
            </td>
          </tr>
        ) : null}
      </tbody>
    </table>
  );
}

/** Kept warm, or left rising or serving by an operation that ended half-way. */
function isBeside({ groupName }: GenerationView, live: GenerationView | null): boolean {
  return groupName !== null && groupName !== live?.groupName;
}

/** What is gone can't be put into service anyway. */
const canBeRevoked = ({ imageId, state }: GenerationView) => imageId !== null && state !== "gone";

function Marks({ generation: { revoked, promise } }: { readonly generation: GenerationView }) {
  return (
    <>
      {revoked === null ? null : (
        <>
          {" "}
          <Pill tone="bad" title={revokedWords(revoked)}>
            revoked
          </Pill>
        </>
      )}
      {promise === null ? null : (
        <>
          {" "}
          <Pill
            tone={promise.isKept ? "good" : "neutral"}
            title={
              promise.isKept
                ? "Promised to return: AWS refuses to deregister its image."
                : "Promised to return; its image isn't protected from deregistration yet."
            }
          >
            promised
          </Pill>
        </>
      )}
    </>
  );
}

interface ImageCellProps {
  readonly generation: GenerationView;
  readonly connectionId: ConnectionId;
}

function ImageCell({ generation, connectionId }: ImageCellProps) {
  const { imageId, imageName } = generation;
  if (imageId === null) return <span className="muted">unknown</span>;
  if (generation.state === "gone") return <span className="muted">{imageName ?? imageId}</span>;
  return (
    <a className="quiet-link" href={links.images({ connection: connectionId, image: imageId })}>
      {imageName ?? imageId}
    </a>
  );
}

function ServersCell({ generation }: { readonly generation: GenerationView }) {
  if (generation.state === "gone") return <span className="muted">none</span>;
  if (generation.servers === 0) return <span className="muted">image kept</span>;
  return (
    <span>
      {generation.inService} / {Math.max(generation.desired, generation.servers)}
    </span>
  );
}

function ServedCell({ generation, connectionId }: ImageCellProps) {
  const { servedFromMs, servedUntilMs } = generation;
  const words = useClockText(connectionId, (nowMs) => {
    if (servedFromMs === null) return "—";
    if (servedUntilMs === null) return `since ${ageWords(servedFromMs, nowMs)}`;
    return durationWords(servedUntilMs - servedFromMs);
  });
  const title =
    servedFromMs === null
      ? "When it served isn't known"
      : `from ${dateTimeWords(servedFromMs)}${servedUntilMs === null ? "" : ` until ${dateTimeWords(servedUntilMs)}`}`;
  return <span title={title}>{words}</span>;
}
