import Button from "@cloudscape-design/components/button";
import { useMemo } from "react";
import type { ImageGraph } from "../../../../shared/lineage/image-graph.ts";
import type { ImageView } from "../../../../shared/model/fleet.ts";
import { useAgoWords, useClockText } from "../../../components/connections/clocks.ts";
import { links } from "../../../links.ts";
import { HoleList } from "../../../components/images/hole/HoleList.tsx";
import { NextSteps } from "../../../components/images/NextSteps.tsx";
import { RevokeButton } from "../../../components/images/revoke/RevokeButton.tsx";
import { go } from "../../../ui/hash-path.ts";
import { Panel } from "../../../ui/Panel.tsx";
import { Pill } from "../../../ui/Pill.tsx";
import { ImageCare } from "../care/ImageCare.tsx";
import { imageFacts, type ImageFacts } from "../image-facts.ts";
import { isRevoked } from "../image-marks.ts";
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
      <h3 className="detail-title">What must be replaced if it has a hole</h3>
      <HoleList imageId={image.id} />
      <NewerBase facts={facts} image={image} onChoose={onChoose} />
      <Chain facts={facts} image={image} onChoose={onChoose} />
      <ImageWords image={image} nowMs={nowMs} descendants={facts.descendants.length} />
      <Actions image={image} />
      <ImageCare image={image} />
    </Panel>
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
  const subject = image.kind === "base" ? "this one" : "its base";
  return (
    <div className="newer-base">
      <strong>
        A newer base than {subject} exists: {newer.name}
      </strong>
      <p>Bake each recipe on it again and replace fleet by fleet, each step reversible.</p>
      <span className="detail-actions">
        <Button
          onClick={() =>
            go(
              links.newCampaign({
                connection: image.connectionId,
                from: facts.chain[0]?.id ?? image.id,
                to: newer.id,
              }),
            )
          }
        >
          Plan a campaign…
        </Button>
        <Button onClick={() => onChoose(newer.id)}>Show {newer.name}</Button>
      </span>
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
  const revoked = useClockText(image.connectionId, (nowMs) => String(isRevoked(image, nowMs)));
  const isOut = revoked === "true";
  const usable = image.state === "available" && !isOut;
  return (
    <div className="detail-actions">
      {image.verification.kind === "verified" && usable && <NextSteps image={image} />}
      <Button onClick={() => go(links.chooseToCompare(image.connectionId, image.id))}>
        Compare with…
      </Button>
      <Button
        disabled={!usable}
        disabledReason={
          isOut
            ? "It is revoked: no bake can be planned on it."
            : `Its state is ${image.state}: no server can be started from it.`
        }
        onClick={() => go(links.newBake({ connection: image.connectionId, base: image.id }))}
      >
        Bake on it…
      </Button>
      <RevokeButton image={image} />
    </div>
  );
}
