import { PageHeader } from "../../ui/PageHeader.tsx";
import type { Place } from "../../place.ts";

export function ImagesScreen({ place }: { readonly place: Place }) {
  return <PageHeader title="Images" note={place.query.toString()} />;
}
