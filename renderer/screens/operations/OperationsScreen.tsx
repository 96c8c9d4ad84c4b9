import { PageHeader } from "../../ui/PageHeader.tsx";

export function OperationsScreen() {
  return <PageHeader title="Operations" />;
}
