import Button from "@cloudscape-design/components/button";
import { useMemo } from "react";
import type { ImageGraph } from "../../../../shared/lineage/image-graph.ts";
import type { ImageView } from "../../../../shared/model/fleet.ts";
import { countWords } from "../../../../shared/words/counts.ts";
import { useAgoWords } from "../../../components/connections/clocks.ts";
import { links } from "../../../links.ts";
import { NextSteps } from "../../../components/images/NextSteps.tsx";
import { go } from "../../../ui/hash-path.ts";
import { Panel } from "../../../ui/Panel.tsx";
import { Pill } from "../../../ui/Pill.tsx";
import { ImageCare } from "../care/ImageCare.tsx";
import { imageFacts, type ImageFacts } from "../image-facts.ts";
import { ImageWords } from "./ImageWords.tsx";

interface Props {
  readonly image: ImageView;
  readonly graph: ImageGraph<ImageView>;
  readonly nowMs: number;
  readonly onChoose: (id: string) => void;
}

export function ImageDetail({ image, graph, nowMs, onChoose }: Props) {
  const facts = useMemo(() => imageFacts(graph, image), [graph, image]);
  const age = useAgoWords(image.connectionId, image.createdAtMs);
  return (
    <Panel
      fill
      title={image.name}
      note={
        <>
          <Pill>{image.kind}</Pill>
          <div className="mono">
            {image.id} · made {age}
          </div>
        </>
      }
    >
      <Exposed facts={facts} />
      <NewerBase facts={facts} image={image} onChoose={onChoose} />
      <Chain facts={facts} image={image} onChoose={onChoose} />
      <ImageWords image={image} nowMs={nowMs} descendants={facts.descendants.length} />
      <Actions image={image} />
      <ImageCare image={image} />
    </Panel>
  );
}

function Exposed({ facts }: { readonly facts: ImageFacts }) {
  const fleets = new Set(facts.exposed.map((each) => each.fleetId)).size;
  return (
    <>
      <h3 className="detail-title">What runs on it</h3>
      <p className="detail-figure">{countWords(facts.servers, "server")}</p>
      <p className="muted">
        {facts.servers === 0
          ? "Nothing would have to be replaced if it had a hole."
          : `in ${countWords(fleets, "fleet")}, through ${countWords(facts.exposed.length, "generation")}; must be replaced if it has a hole`}
      </p>
      {facts.exposed.length > 0 && (
        <table className="detail-table">
          <thead>
            <tr>
              <th scope="col">Fleet</th>
              <th scope="col">Generation</th>
              <th scope="col">Servers</th>
            </tr>
          </thead>
          <tbody>
            {facts.exposed.map((each) => (
              <tr key={`${each.fleetId}${each.label}`} title={each.imageName}>
                <th scope="row">
                  <a href={links.fleet(each.fleetId)}>{each.fleetName}</a>
                </th>
                <td>
                  {each.label} <span className="muted">{each.state}</span>
                </td>
                <td>{each.servers}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

interface ChooseProps {
  readonly facts: ImageFacts;
  readonly image: ImageView;
  readonly onChoose: (id: string) => void;
}

function NewerBase({ facts, image, onChoose }: ChooseProps) {
  const newer = facts.newerBase;
  if (newer === null) return null;
  const subject = image.kind === "base" ? "it" : "its base";
  return (
    <div className="newer-base">
      <strong>
        A newer base than {subject} exists: {newer.name}
      </strong>
      <p>Bake each recipe on it again and replace fleet by fleet, each step reversible.</p>
      <Button onClick={() => onChoose(newer.id)}>Show {newer.name}</Button>
    </div>
  );
}

function Chain({ facts, image, onChoose }: ChooseProps) {
  return (
    <>
      <h3 className="detail-title">Where it comes from</h3>
      <p>
        {facts.chain.map((each) => (
          <span key={each.id}>
            <button type="button" className="link-button" onClick={() => onChoose(each.id)}>
              {each.name}
            </button>
            {" → "}
          </span>
        ))}
        {image.name}
        {facts.chain.length === 0 && <span className="muted"> (nothing earlier is known)</span>}
      </p>
    </>
  );
}

function Actions({ image }: { readonly image: ImageView }) {
  const usable = image.state === "available";
  return (
    <div className="detail-actions">
      {image.verification.kind === "verified" && usable && <NextSteps image={image} />}
      <Button onClick={() => go(links.chooseToCompare(image.connectionId, image.id))}>
        Compare with…
      </Button>
      <Button
        disabled={!usable}
        disabledReason={`Its state is ${image.state}: no server can be started from it.`}
        onClick={() => go(links.newBake({ connection: image.connectionId, base: image.id }))}
      >
        Bake on it…
      </Button>
    </div>
  );
}
