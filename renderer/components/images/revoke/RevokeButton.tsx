import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import type { ImageView } from "../../../../shared/model/fleet.ts";
import { can } from "../../../../shared/rules/can.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { RevokeDialog } from "./RevokeDialog.tsx";

/** Revokes an image, or takes that back; also for one that is revoked through an ancestor: it is excepted then. */
export function RevokeButton({ image }: { readonly image: ImageView }) {
  const [isOpen, setOpen] = useState(false);
  const connection = useTopic("connections").rows.get(image.connectionId)?.connection;
  const revoked = image.revoked ?? null;
  const allowed =
    connection === undefined ? null : can.revoke({ name: image.name, revoked: null }, connection);
  const off =
    allowed === null || allowed.ok
      ? {}
      : { disabled: true, disabledReason: `${allowed.reason} ${allowed.cure}` };
  return (
    <>
      <Button {...off} onClick={() => setOpen(true)}>
        {wordsOf(revoked)}
      </Button>
      {isOpen ? (
        <RevokeDialog
          connectionId={image.connectionId}
          image={{ id: image.id, name: image.name, state: image.state, revoked }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}

function wordsOf(revoked: ImageView["revoked"]): string {
  if (!revoked) return "Revoke…";
  return revoked.through === null ? "Take the revocation back…" : "Except it from the revocation…";
}
