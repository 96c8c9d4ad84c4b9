/** What is known of a bake before it begins: its base, how its program travels, what goes in, how long it takes. */
import type { ReactNode } from "react";
import { wantedWords, type CopiesWanted } from "../../../../shared/bake/copy/wanted.ts";
import type { BakeFacts, ProgramDelivery } from "../../../../shared/model/bake.ts";
import { imageKey } from "../../../../shared/contract/topics.ts";
import type { Plan } from "../../../../shared/model/plan.ts";
import { countWords } from "../../../../shared/words/counts.ts";
import { aboutWords, agoWords } from "../../../../shared/words/durations.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { Meter } from "../../../ui/Meter.tsx";
import { sizeWords } from "../recipes/RecipeFacts.tsx";

interface Props {
  readonly plan: Plan;
  readonly facts: BakeFacts;
}

export function Prospect({ plan, facts }: Props) {
  const { base, architecture, programs, commit, fromRuns, inputs } = facts;
  const rows: readonly (readonly [string, ReactNode])[] = [
    [
      "Base",
      <>
        {base.name} <span className="mono muted">{base.imageId}</span>, made{" "}
        {agoWords(base.createdAtMs, plan.madeAtMs)}, <BaseState plan={plan} facts={facts} />
        <div className="muted">{base.words}</div>
      </>,
    ],
    ["Architecture", architecture],
    ...programs.map(
      (program) =>
        [
          program.role === "builder" ? "Program, builder" : "Program, fresh boot",
          <Delivery key={program.role} program={program} />,
        ] as const,
    ),
    [
      "Commit",
      commit === null ? (
        "not known: the recipe is in no git repository"
      ) : (
        <Commit key="commit" commit={commit} />
      ),
    ],
    ...(facts.copies === undefined
      ? []
      : [["Copies", <Copies key="copies" copies={facts.copies} />] as const]),
    ["Time", timeWordsOf(plan, fromRuns)],
  ];
  return (
    <>
      <dl className="recipe-facts bake-prospect">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <details className="bake-inputs">
        <summary>What goes in ({countWords(inputs.length, "input")})</summary>
        <dl className="recipe-facts">
          {inputs.map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="mono">{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}

/** A recipe asks for copies, and a bake makes none: what isn't verified yet is copied nowhere. */
function Copies({ copies }: { readonly copies: CopiesWanted }) {
  return (
    <>
      none are made by this bake
      <div className="muted">
        The recipe asks for {wantedWords(copies)}. Once the image is verified, the bake&apos;s page
        plans that in one click.
      </div>
    </>
  );
}

/** As the inventory has it; what forbids a bake is a refusal of the plan. */
function BaseState({ plan, facts }: Props) {
  const image = useTopic("images").rows.get(imageKey(plan.connectionId, facts.base.imageId));
  if (image === undefined) return "not known whether it was tested";
  if (image.revoked) return <span className="tone-bad">revoked</span>;
  if (image.verification.kind === "verified") return <span className="tone-good">verified</span>;
  const words = image.verification.kind === "failed" ? "failed its tests" : "never tested by Bennu";
  return <span className="tone-warn">{words}</span>;
}

function Commit({ commit }: { readonly commit: string }) {
  const [id = "", dirty] = commit.split("+");
  return (
    <>
      <span className="mono">{id.slice(0, 12)}</span>
      {dirty === undefined ? (
        ""
      ) : (
        <span className="tone-warn">, with changes that are not committed</span>
      )}
    </>
  );
}

function timeWordsOf(plan: Plan, fromRuns: number): string {
  const time = `${aboutWords(plan.expected.medianMs)}, at worst ${aboutWords(plan.expected.worstMs)}`;
  return fromRuns === 0
    ? `${time}: assumed, this recipe was never baked here`
    : `${time}: from ${countWords(fromRuns, "earlier bake")} of this recipe`;
}

const ways = {
  plain: "as it is",
  gzip: "compressed",
  s3: "through the bucket, by an address that holds for a short time",
} as const;

/** To the byte where it would be called the same as the limit. */
const bytesWords = (bytes: number, limit: number) =>
  sizeWords(bytes) === sizeWords(limit) ? `${String(bytes)} bytes` : sizeWords(bytes);

/** EC2 takes 16 KB of user data. */
function Delivery({ program }: { readonly program: ProgramDelivery }) {
  const { bytes, sentBytes, limitBytes, way } = program;
  const fits = bytes <= limitBytes;
  return (
    <div className="bake-delivery">
      <span>
        {way === "s3"
          ? `${sizeWords(sentBytes)} compressed, over the ${sizeWords(limitBytes)} that EC2 takes: it travels ${ways.s3}`
          : `${sizeWords(sentBytes)} of ${sizeWords(limitBytes)}, ${ways[way]}`}
      </span>
      <Meter
        value={sentBytes / limitBytes}
        label={`User data: ${sizeWords(sentBytes)} of ${sizeWords(limitBytes)}`}
        tone={sentBytes > limitBytes ? "bad" : "neutral"}
      />
      {way !== "plain" && (
        <span className="muted">
          {bytesWords(bytes, limitBytes)} as it is, which EC2 {fits ? "would take" : "doesn't take"}
        </span>
      )}
    </div>
  );
}
