/** The same images as rows: for reading aloud, for sorting, for those who like tables. */
import type { ImageView } from "../../../shared/model/fleet.ts";
import type { ImageGraph } from "../../../shared/lineage/image-graph.ts";
import { dateTimeWords } from "../../ui/clock-time.ts";
import { Panel } from "../../ui/Panel.tsx";
import { verificationWords } from "./ImageWords.tsx";

interface Props {
  readonly graph: ImageGraph<ImageView>;
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

export function ImageTable({ graph, chosen, onChoose }: Props) {
  const images = [...graph.images.values()].reverse();
  return (
    <Panel title="Images" note="newest first" fill>
      <table className="detail-table">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Kind</th>
            <th scope="col">State</th>
            <th scope="col">Tests</th>
            <th scope="col">Parent</th>
            <th scope="col">Servers</th>
            <th scope="col">Made</th>
          </tr>
        </thead>
        <tbody>
          {images.map((image) => (
            <tr key={image.id} aria-selected={image.id === chosen}>
              <th scope="row">
                <button type="button" className="link-button" onClick={() => onChoose(image.id)}>
                  {image.name}
                </button>
              </th>
              <td>{image.kind}</td>
              <td>{image.state}</td>
              <td>{verificationWords(image)}</td>
              <td>
                {image.parentId === null
                  ? "–"
                  : (graph.images.get(image.parentId)?.name ?? image.parentId)}
              </td>
              <td>{image.serversInService}</td>
              <td>{dateTimeWords(image.createdAtMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
