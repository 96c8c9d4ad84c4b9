/** Where a verified image may be used beside its own account and region: copies with their keys, and shares. */
import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import { useTopic } from "../../../client/topic-store.ts";
import { Panel } from "../../../ui/Panel.tsx";
import { CopyForm, type CopyProps } from "./CopyForm.tsx";

export function CopyPanel(props: CopyProps) {
  const [isOpen, setOpen] = useState(false);
  const topics = [useTopic("recipes").status, useTopic("connections").status];
  const isRead = !topics.includes("opening");
  return (
    <Panel
      title="Other regions and accounts"
      actions={
        <Button onClick={() => setOpen(!isOpen)} ariaExpanded={isOpen}>
          {isOpen ? "Close" : "Copy or share it…"}
        </Button>
      }
    >
      {isOpen ? (
        isRead ? (
          <CopyForm {...props} />
        ) : (
          <p className="muted">Reading…</p>
        )
      ) : (
        <p className="muted">The image is in the account and the region that it was baked in.</p>
      )}
    </Panel>
  );
}
