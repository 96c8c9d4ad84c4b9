import Alert from "@cloudscape-design/components/alert";
import type { Refusal } from "../../../shared/model/plan.ts";

export function RefusalAlert({ refusal }: { readonly refusal: Refusal }) {
  return (
    <Alert type="warning" header={refusal.reason}>
      {refusal.cure}
    </Alert>
  );
}
