import { PageHeader } from "../../ui/PageHeader.tsx";

export function FleetScreen() {
  return <PageHeader title="Fleet" />;
}
