/**
 * What is in an image: listed where it is known, read from a running server where one may have it on its console, else
 * printed by a server that is started once: what that costs and how long it takes is said before.
 */
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import { useState } from "react";
import { cutWords } from "../../../../shared/compare/cut.ts";
import type { ImageView } from "../../../../shared/model/fleet.ts";
import { useAction, useRequest } from "../../../client/requests.ts";
import { Problem } from "../../../components/Problem.tsx";
import { StartImagePlan } from "../care/StartImagePlan.tsx";
import { ImageContents } from "./ImageContents.tsx";
import "../care/care.css";

/** Small and cheap ones, of each kind of machine. */
const USUAL: Readonly<Record<string, string>> = { arm64: "t4g.small", x86_64: "t3.small" };
const ANY = "any";
const WATCHED = "/etc/ssh/sshd_config /etc/passwd /etc/os-release";

export function InspectImage({ image }: { readonly image: ImageView }) {
  const [isOpen, setOpen] = useState(false);
  const [isListed, setListed] = useState(false);
  const running = image.usedBy.reduce((sum, { servers }) => sum + servers, 0);
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
      {!isOpen && !isListed && <p className="muted">{contentsWords(image, running)}</p>}
      {(image.manifestKnown || running > 0 || isListed) && (
        <Button ariaExpanded={isListed} onClick={() => setListed(!isListed)}>
          {isListed
            ? "Hide what is in it"
            : image.manifestKnown
              ? "List what is in it"
              : "Read it from a running server"}
        </Button>
      )}
      {isListed && <ImageContents image={image} />}
      {isOpen && <Fields key={usual} image={image} usual={usual} />}
    </section>
  );
}

function contentsWords({ manifestKnown, manifestCut }: ImageView, running: number): string {
  if (manifestCut !== undefined)
    return `Of its manifest the console had not room for all: ${cutWords(manifestCut)} The image itself keeps the whole in /usr/lib/bennu/manifest, where Bennu baked it.`;
  if (manifestKnown) return "Its manifest is known: list it, or compare it with any other image.";
  const unknown = "This console does not know what is in it.";
  if (running === 0) return `${unknown} One server from it, started once, prints it.`;
  const servers = running === 1 ? "A server runs" : `${String(running)} servers run`;
  return `${unknown} ${servers} from it: what one printed at its first boot can be read from its console, if it is still there. That starts nothing and costs nothing.`;
}

interface FieldProps {
  readonly image: ImageView;
  readonly usual: string;
}

function Fields({ image, usual }: FieldProps) {
  const [instanceType, setInstanceType] = useState(usual);
  const [watch, setWatch] = useState(WATCHED);
  const settings = useRequest("bake:settings", { connectionId: image.connectionId });
  const [chosen, setChosen] = useState<string | null>(null);
  const subnets = useRequest("connection:choices", { connectionId: image.connectionId }).data
    ?.subnets;
  const plan = useAction("plan:inspect");
  const subnetId = chosen ?? settings.data?.subnetId ?? ANY;
  const make = () =>
    plan.mutate({
      connectionId: image.connectionId,
      imageId: image.id,
      instanceType: instanceType.trim(),
      subnetId: subnetId === ANY ? null : subnetId,
      watch: watch.split(/\s+/).filter((path) => path !== ""),
    });
  const options = [
    { value: ANY, label: "The one with most free addresses" },
    ...(subnets ?? []).map(({ id, zone, name }) => ({
      value: id,
      label: `${zone} · ${name ?? id}`,
      description: id,
    })),
  ];
  return (
    <div className="image-start">
      <FormField label="Instance type" description={`Of ${image.architecture}, as the image is.`}>
        <Input value={instanceType} onChange={({ detail }) => setInstanceType(detail.value)} />
      </FormField>
      <FormField
        label="Subnet"
        description="One that was chosen is the only one that is tried; else another zone is, where one has no room."
      >
        <Select
          expandToViewport
          options={options}
          selectedOption={options.find(({ value }) => value === subnetId) ?? { value: subnetId }}
          onChange={({ detail }) => setChosen(detail.selectedOption.value ?? ANY)}
        />
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
