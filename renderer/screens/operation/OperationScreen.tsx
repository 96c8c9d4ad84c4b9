import { PageHeader } from "../../ui/PageHeader.tsx";

export function OperationScreen() {
  return <PageHeader title="Operation" />;
}
