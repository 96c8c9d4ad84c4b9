import Checkbox from "@cloudscape-design/components/checkbox";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { ConnectionId } from "../../../../shared/model/ids.ts";
import type { Revocation } from "../../../../shared/model/fleet.ts";
import { revokeConfirmation } from "../../../../shared/rules/confirmations.ts";
import { useAction, useRequest } from "../../../client/requests.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { useConnectionNow } from "../../connections/clocks.ts";
import { ReasonDialog } from "../../operations/ReasonDialog.tsx";
import { draftNow, momentOf, type RevokeDraft } from "./revoke-draft.ts";
import { WhatItMeans } from "./WhatItMeans.tsx";

interface RevokeDialogProps {
  readonly connectionId: ConnectionId;
  readonly image: {
    readonly id: string;
    readonly name: string;
    readonly state: string | null;
    readonly revoked: Revocation | null;
  };
  readonly onClose: () => void;
}

/** Revokes an image, or takes that back: a tag, with the reason; and AWS's own switch where it is wanted. */
export function RevokeDialog({ connectionId, image, onClose }: RevokeDialogProps) {
  const nowMs = useConnectionNow(connectionId);
  const [draft, setDraft] = useState<RevokeDraft>(() => draftNow(nowMs));
  const connection = useTopic("connections").rows.get(connectionId)?.connection;
  const revoke = useAction("image:revoke");
  const isRevoked = image.revoked === null;
  const moment = momentOf(draft);
  const atAws = switchOf(draft, isRevoked);
  const wish = {
    connectionId,
    imageId: image.id,
    isRevoked,
    fromMs: isRevoked ? moment.atMs : null,
    atAws,
  };
  const preview = useRequest("plan:revoke", wish, { enabled: moment.problem === null });
  const typedName =
    connection === undefined ? null : revokeConfirmation(connection, atAws, image.name);
  const title = isRevoked ? `Revoke ${image.name}` : `Take the revocation of ${image.name} back`;
  return (
    <ReasonDialog
      title={title}
      action={isRevoked ? "Revoke it" : "Take it back"}
      leastReason={3}
      typedName={typedName}
      isReady={preview.data?.refused === false && moment.problem === null}
      isPending={revoke.isPending}
      error={revoke.error}
      onConfirm={(reason) =>
        revoke.mutate(
          { ...wish, reason, confirmation: typedName === null ? null : image.name },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      <SpaceBetween size="s">
        <p>{isRevoked ? whatRevokingDoes : whatTakingBackDoes(image.revoked)}</p>
        {isRevoked ? <When draft={draft} problem={moment.problem} onChange={setDraft} /> : null}
        <AtAws draft={draft} isRevoked={isRevoked} state={image.state} onChange={setDraft} />
        <WhatItMeans planned={preview.data} error={preview.error} />
      </SpaceBetween>
    </ReasonDialog>
  );
}

const whatRevokingDoes =
  "The image gets a tag with your name and the reason. Every console then refuses to put it, or " +
  "anything made from it, into service, to bake on it, or to roll back to it. What runs goes on running.";

const whatTakingBackDoes = (revoked: Revocation | null) =>
  `Revoked by ${revoked?.by ?? "somebody"}: ${revoked?.reason ?? ""} That it was revoked stays to be seen on the image.`;

function switchOf({ atAws }: RevokeDraft, isRevoked: boolean): "disable" | "enable" | null {
  if (!atAws) return null;
  return isRevoked ? "disable" : "enable";
}

interface PartProps {
  readonly draft: RevokeDraft;
  readonly onChange: (draft: RevokeDraft) => void;
}

function When({ draft, problem, onChange }: PartProps & { readonly problem: string | null }) {
  return (
    <FormField label="From when on" errorText={problem}>
      <SpaceBetween size="xs">
        <RadioGroup
          value={draft.when}
          onChange={({ detail }) =>
            onChange({ ...draft, when: detail.value === "later" ? "later" : "now" })
          }
          items={[
            { value: "now", label: "At once" },
            { value: "later", label: "From a time on" },
          ]}
        />
        {draft.when === "later" ? (
          <Input
            ariaLabel="Time, in UTC"
            value={draft.time}
            placeholder="2026-12-31 18:00"
            onChange={({ detail }) => onChange({ ...draft, time: detail.value })}
          />
        ) : null}
      </SpaceBetween>
    </FormField>
  );
}

interface AtAwsProps extends PartProps {
  readonly isRevoked: boolean;
  readonly state: string | null;
}

function AtAws({ draft, isRevoked, state, onChange }: AtAwsProps) {
  if (!isRevoked && state !== "disabled") return null;
  if (isRevoked && draft.when === "later") return null;
  return (
    <Checkbox
      checked={draft.atAws}
      onChange={({ detail }) => onChange({ ...draft, atAws: detail.checked })}
      description={
        isRevoked
          ? "A tag doesn't keep AWS itself from starting servers. Disabling the image does, also for scaling groups that still run it."
          : "AWS starts servers from it again; whom it was shared with must be given it anew."
      }
    >
      {isRevoked ? "Disable the image at AWS as well" : "Enable the image at AWS as well"}
    </Checkbox>
  );
}
