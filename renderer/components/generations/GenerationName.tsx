import type { GenerationState } from "../../../shared/model/fleet.ts";
import { Swatch } from "../../ui/Swatch.tsx";

export function GenerationName(props: { readonly label: string; readonly state: GenerationState }) {
  return (
    <span>
      <Swatch kind={props.state} />
      <strong>{props.label}</strong> <span className="muted">{props.state}</span>
    </span>
  );
}
