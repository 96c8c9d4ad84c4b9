/** What AWS itself keeps of an image, shown and set: protection, its own switch, its deprecation. Each by a plan. */
import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import type { ImageView } from "../../../../shared/model/fleet.ts";
import {
  defaultRetentionRules,
  type ImageSwitches as Switches,
} from "../../../../shared/model/retention.ts";
import { useAction } from "../../../client/requests.ts";
import { useConnectionNow } from "../../../components/connections/clocks.ts";
import { Problem } from "../../../components/Problem.tsx";
import { dateTimeWords } from "../../../ui/clock-time.ts";
import { isProtected } from "../image-marks.ts";
import { StartImagePlan } from "./StartImagePlan.tsx";
import "./care.css";

const DAY_MS = 86_400_000;

export function ImageSwitches({ image }: { readonly image: ImageView }) {
  const plan = useAction("plan:retention");
  const [action, setAction] = useState("");
  const nowMs = useConnectionNow(image.connectionId);
  const set = (wanted: Switches, words: string) => {
    setAction(words);
    const { connectionId, id } = image;
    plan.mutate({
      connectionId,
      way: "set",
      imageIds: [id],
      rules: defaultRetentionRules,
      set: wanted,
    });
  };
  const isDisabled = image.state === "disabled";
  const { deprecatedAtMs } = image;
  const rows = [
    {
      name: "Deregistration",
      is: isProtected(image) ? "protected: AWS refuses it" : "whoever may, can deregister it",
      action: isProtected(image) ? "Unprotect…" : "Protect…",
      wanted: { isProtected: !isProtected(image) },
    },
    {
      name: "AWS's own switch",
      is: isDisabled ? "disabled: AWS starts nothing from it" : "servers can be started from it",
      action: isDisabled ? "Enable again…" : "Disable…",
      wanted: { isDisabled: !isDisabled },
    },
    {
      name: "Deprecation",
      is:
        deprecatedAtMs === null
          ? "none set"
          : `${deprecatedAtMs <= nowMs ? "since" : "from"} ${dateTimeWords(deprecatedAtMs)}`,
      action: deprecatedAtMs === null ? "From tomorrow…" : "Take off…",
      wanted: { deprecateAtMs: deprecatedAtMs === null ? Math.round(nowMs + DAY_MS) : null },
    },
  ] as const;
  return (
    <section className="image-care" aria-label="Kept by AWS">
      <h3 className="detail-title">Kept by AWS</h3>
      <dl className="image-switches">
        {rows.map((row) => (
          <div key={row.name}>
            <dt>{row.name}</dt>
            <dd>{row.is}</dd>
            <dd>
              <Button
                loading={plan.isPending && action === row.action}
                disabled={plan.isPending}
                onClick={() => set(row.wanted, row.action)}
              >
                {row.action}
              </Button>
            </dd>
          </div>
        ))}
      </dl>
      {plan.error && <Problem error={plan.error} />}
      {plan.data && (
        <StartImagePlan key={action} planned={plan.data} action={action.replace("…", "")} />
      )}
    </section>
  );
}
