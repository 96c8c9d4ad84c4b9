/** Looks into an image that nobody knows: what it costs and how long it takes is said before it is started once. */
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import type { ImageView } from "../../../../shared/model/fleet.ts";
import { useAction, useRequest } from "../../../client/requests.ts";
import { Problem } from "../../../components/Problem.tsx";
import { StartImagePlan } from "../care/StartImagePlan.tsx";
import "../care/care.css";

/** Small and cheap ones, of each kind of machine. */
const USUAL: Readonly<Record<string, string>> = { arm64: "t4g.small", x86_64: "t3.small" };
const WATCHED = "/etc/ssh/sshd_config /etc/passwd /etc/os-release";

export function InspectImage({ image }: { readonly image: ImageView }) {
  const [isOpen, setOpen] = useState(false);
  const usual = USUAL[image.architecture] ?? "t3.small";
  return (
    <section className="image-care" aria-label="Look into it">
      <div className="image-care-head">
        <h3 className="detail-title">What is in it</h3>
        <Button
          ariaExpanded={isOpen}
          disabled={image.state !== "available"}
          disabledReason={`AWS calls it ${image.state}: no server can be started from it.`}
          onClick={() => setOpen(!isOpen)}
        >
          {image.manifestKnown ? "Look into it again…" : "Look into it…"}
        </Button>
      </div>
      {!isOpen && (
        <p className="muted">
          {image.manifestKnown
            ? "Its manifest is known: compare it with any other image."
            : "Nothing is known of its contents. One server from it, started once, prints them."}
        </p>
      )}
      {isOpen && <Fields key={usual} image={image} usual={usual} />}
    </section>
  );
}

interface FieldProps {
  readonly image: ImageView;
  readonly usual: string;
}

function Fields({ image, usual }: FieldProps) {
  const [instanceType, setInstanceType] = useState(usual);
  const [watch, setWatch] = useState(WATCHED);
  const settings = useRequest("bake:settings", { connectionId: image.connectionId });
  const plan = useAction("plan:inspect");
  const make = () =>
    plan.mutate({
      connectionId: image.connectionId,
      imageId: image.id,
      instanceType: instanceType.trim(),
      subnetId: settings.data?.subnetId ?? null,
      watch: watch.split(/\s+/).filter((path) => path !== ""),
    });
  return (
    <div className="image-start">
      <FormField label="Instance type" description={`Of ${image.architecture}, as the image is.`}>
        <Input value={instanceType} onChange={({ detail }) => setInstanceType(detail.value)} />
      </FormField>
      <FormField label="Files whose digests it prints" description="Whole paths, apart by spaces.">
        <Input value={watch} onChange={({ detail }) => setWatch(detail.value)} />
      </FormField>
      <Button loading={plan.isPending} onClick={make}>
        Show what it costs
      </Button>
      {plan.error && <Problem error={plan.error} />}
      {plan.data && <StartImagePlan planned={plan.data} action="Start it once" />}
    </div>
  );
}
