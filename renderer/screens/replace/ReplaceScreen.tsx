import { PageHeader } from "../../ui/PageHeader.tsx";

export function ReplaceScreen() {
  return <PageHeader title="Replace" />;
}
