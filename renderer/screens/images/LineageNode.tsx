import { memo } from "react";
import type { ImageView } from "../../../shared/model/fleet.ts";

export const nodeWidth = 176;
export const nodeHeight = 50;

interface Props {
  readonly image: ImageView;
  readonly x: number;
  readonly y: number;
  /** chosen: this one. related: an ancestor or a descendant of it. dim: neither, while one is chosen. */
  readonly light: "plain" | "chosen" | "related" | "dim";
  /** Too small to read: no words. */
  readonly far: boolean;
  readonly onChoose: (id: string) => void;
}

export const LineageNode = memo(function LineageNode({ image, x, y, light, far, onChoose }: Props) {
  return (
    <g
      className={`lineage-node lineage-${light}`}
      transform={`translate(${String(x)} ${String(y)})`}
      onClick={() => onChoose(image.id)}
    >
      <title>{`${image.name} · ${image.id} · ${image.state}`}</title>
      <rect className="lineage-box" width={nodeWidth} height={nodeHeight} rx="6" />
      <rect
        className={`lineage-edge lineage-${stateOf(image)}`}
        width="5"
        height={nodeHeight}
        rx="2"
      />
      {!far && <NodeWords image={image} />}
    </g>
  );
});

function NodeWords({ image }: { readonly image: ImageView }) {
  const live = image.usedBy.find((use) => use.servers > 0) ?? image.usedBy[0];
  return (
    <>
      <text className="lineage-name" x="14" y="20">
        {shortened(shortName(image), image.verification.kind === "untested" ? 25 : 22)}
      </text>
      <text className="lineage-note" x="14" y="38">
        {noteOf(image, live?.label ?? null)}
      </text>
      {image.verification.kind !== "untested" && (
        <text
          className={`lineage-mark lineage-mark-${image.verification.kind}`}
          x={nodeWidth - 18}
          y="20"
        >
          {image.verification.kind === "verified" ? "✓" : "✕"}
        </text>
      )}
      {image.serversInService > 0 && (
        <Count servers={image.serversInService} rising={live?.state === "rising"} />
      )}
    </>
  );
}

function Count({ servers, rising }: { readonly servers: number; readonly rising: boolean }) {
  return (
    <g transform={`translate(${String(nodeWidth - 56)} 27)`}>
      <rect className={rising ? "lineage-rising" : "lineage-live"} width="48" height="16" rx="8" />
      <text className="lineage-count" x="24" y="12">
        {servers}
      </text>
    </g>
  );
}

/** "checkout-web 7.2.4" where that is known: the name's date is in the title. */
export const shortName = (image: ImageView) =>
  image.kind === "server" && image.recipe !== null && image.version !== null
    ? `${image.recipe} ${image.version}`
    : image.name;

export const shortened = (text: string, most: number) =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;

function noteOf(image: ImageView, label: string | null): string {
  if (image.state !== "available") return image.state;
  if (image.verification.kind === "failed") return "tests failed";
  return label ?? image.kind;
}

export function stateOf(image: ImageView): "live" | "rising" | "warm" | "cold" | "bad" {
  if (image.verification.kind === "failed" || image.state === "failed") return "bad";
  if (image.usedBy.some((use) => use.state === "rising")) return "rising";
  if (image.serversInService > 0) return "live";
  if (image.usedBy.some((use) => use.state === "warm" || use.state === "cold")) return "warm";
  return "cold";
}
