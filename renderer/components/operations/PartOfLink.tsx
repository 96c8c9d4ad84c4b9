import type { OperationSummary } from "../../../shared/model/operation.ts";
import { links } from "../../links.ts";

/** Back to the campaign that started it; nothing where none did. */
export function PartOfLink({
  operation,
}: {
  readonly operation: Pick<OperationSummary, "partOf">;
}) {
  const { partOf } = operation;
  if (partOf === undefined) return null;
  return (
    <>
      {" · "}
      <a href={links.campaign(partOf.operationId)} title={partOf.title}>
        part of a campaign
      </a>
    </>
  );
}
