import "./swatch.css";

export type SwatchKind = "rising" | "live" | "warm" | "cold" | "gone" | "bad";

/** A coloured square of a legend; its meaning stands beside it as text. */
export function Swatch({ kind }: { readonly kind: SwatchKind }) {
  return <span className={`swatch fill-${kind}`} aria-hidden="true" />;
}
