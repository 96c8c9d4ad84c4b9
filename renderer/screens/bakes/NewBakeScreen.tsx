import { PageHeader } from "../../ui/PageHeader.tsx";
import type { Place } from "../../place.ts";

export function NewBakeScreen({ place }: { readonly place: Place }) {
  return <PageHeader title="NewBake" note={place.query.toString()} />;
}
