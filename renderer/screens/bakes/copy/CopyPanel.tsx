/** Where a verified image may be used beside its own account and region. What its recipe asks for is one click away. */
import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import { asksForCopies, wantedWords } from "../../../../shared/bake/copy/wanted.ts";
import type { OperationDetail } from "../../../../shared/model/operation.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { CopyForm } from "../../../components/images/copy/CopyForm.tsx";
import { Panel } from "../../../ui/Panel.tsx";
import { useWantedCopies } from "./wanted-copies.ts";

interface Props {
  readonly bake: OperationDetail;
  readonly imageId: string;
}

export function CopyPanel({ bake, imageId }: Props) {
  const [open, setOpen] = useState<"closed" | "empty" | "planned">("closed");
  const isRead = useTopic("recipes").status !== "opening";
  const wanted = useWantedCopies(bake);
  const isAsked = asksForCopies(wanted);
  const subject = { connectionId: bake.connectionId, imageId };
  return (
    <Panel
      title="Other regions and accounts"
      actions={
        <>
          {isAsked && open === "closed" && (
            <Button variant="primary" onClick={() => setOpen("planned")}>
              Plan what the recipe asks for
            </Button>
          )}
          <Button
            ariaExpanded={open !== "closed"}
            onClick={() => setOpen(open === "closed" ? "empty" : "closed")}
          >
            {open === "closed" ? "Copy or share it…" : "Close"}
          </Button>
        </>
      }
    >
      {open === "closed" && (
        <p className="muted">
          The bake left the image in its own account and region alone.
          {isAsked && ` The recipe asks for more: ${wantedWords(wanted)}.`}
        </p>
      )}
      {open !== "closed" && !isRead && <p className="muted">Reading…</p>}
      {open !== "closed" && isRead && (
        <CopyForm subject={subject} wanted={wanted} planAtOnce={open === "planned"} />
      )}
    </Panel>
  );
}
