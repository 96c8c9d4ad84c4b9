/** What must be replaced if this image has a hole: what stands on it, in every connection, and what is newer for each. */
import { isInPlay, type Hole, type HoleUse } from "../../../../shared/lineage/hole.ts";
import { countWords } from "../../../../shared/words/counts.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { links } from "../../../links.ts";
import { useHole } from "./use-hole.ts";
import "./hole.css";

const MOST = 200;

export function HoleList({ imageId }: { readonly imageId: string }) {
  const hole = useHole(imageId);
  const uses = hole.uses.filter(isInPlay);
  return (
    <section className="hole" aria-label="What must be replaced if it has a hole">
      <p className="detail-figure">{countWords(hole.inService, "server")} in service</p>
      <p className="muted">{summaryOf(hole)}</p>
      {uses.length === 0 ? null : (
        <div className="hole-scroll" tabIndex={0} role="group" aria-label="Generations on it">
          <table className="detail-table">
            <thead>
              <tr>
                <th scope="col">Fleet</th>
                <th scope="col">Generation</th>
                <th scope="col">Servers</th>
                <th scope="col">What is newer</th>
              </tr>
            </thead>
            <tbody>
              {uses.slice(0, MOST).map((use) => (
                <Row key={`${use.connectionId} ${use.generationId}`} use={use} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {uses.length > MOST ? (
        <p className="muted">And {countWords(uses.length - MOST, "generation")} more.</p>
      ) : null}
    </section>
  );
}

function summaryOf({ images, uses, fleets }: Hole): string {
  const below = new Set(images.flatMap(({ image, depth }) => (depth === 0 ? [] : [image.id]))).size;
  const connections = new Set(images.map(({ image }) => image.connectionId)).size;
  const made =
    below === 0 ? "Nothing was made from it" : `${countWords(below, "image")} made from it`;
  const inPlay = uses.filter(isInPlay);
  const warm = inPlay.filter(({ state }) => state === "warm").length;
  const waiting = inPlay.filter(({ isPromised, state }) => isPromised && state !== "live");
  const gone = waiting.filter(({ state }) => state === "gone").length;
  const promised = waiting.length - gone;
  return [
    made,
    `${countWords(fleets, "fleet")} with ${countWords(inPlay.length, "generation")} in play`,
    ...(warm === 0 ? [] : [`${String(warm)} warm`]),
    ...(promised === 0 ? [] : [`${String(promised)} promised to return`]),
    ...(gone === 0 ? [] : [`${String(gone)} promised but gone, and can't return`]),
    ...(connections < 2 ? [] : [`in ${countWords(connections, "connection")}`]),
  ].join(" · ");
}

/** What is gone can't return, whatever was promised. */
const promiseWords = ({ state }: HoleUse) =>
  state === "gone" ? ": promised, can't return" : ", promised";

function Row({ use }: { readonly use: HoleUse }) {
  const connections = useTopic("connections").rows;
  const name = connections.get(use.connectionId)?.connection.name ?? use.connectionId;
  return (
    <tr title={`${use.image.name}, in ${name}`}>
      <th scope="row">
        <a href={links.fleet(use.fleetId)}>{use.fleetName}</a>
      </th>
      <td>
        {use.label}{" "}
        <span className="muted">
          {use.state}
          {use.isPromised && use.state !== "live" ? promiseWords(use) : ""}
        </span>
      </td>
      <td>{use.servers}</td>
      <td>
        {use.newer === null ? (
          <span className="muted">nothing: it has to be baked</span>
        ) : (
          <a href={links.replace(use.fleetId, use.newer.id)}>{use.newer.name}</a>
        )}
      </td>
    </tr>
  );
}
