import type { RetentionRow } from "../../../../shared/model/retention.ts";
import { dateTimeWords } from "../../../ui/clock-time.ts";
import type { GridColumn } from "../../../ui/grid-column.ts";
import { Pill } from "../../../ui/Pill.tsx";
import type { Tone } from "../../../ui/tone.ts";

const ACTS: Readonly<Record<NonNullable<RetentionRow["act"]>, readonly [Tone, string]>> = {
  disable: ["warn", "disable"],
  deprecate: ["warn", "deprecate"],
  remove: ["bad", "take away"],
};
const VERDICTS: Readonly<Record<RetentionRow["verdict"], readonly [Tone, string]>> = {
  goes: ["warn", "goes"],
  unsure: ["info", "not sure"],
  rests: ["neutral", "rests"],
  stays: ["good", "stays"],
};

export function reportColumns(
  chosen: ReadonlySet<string>,
  onChoose: (id: string) => void,
): GridColumn<RetentionRow>[] {
  return [
    {
      id: "chosen",
      title: "Pick",
      track: "56px",
      cell: (row, inTabOrder) => <Chosen row={row} {...{ chosen, onChoose, inTabOrder }} />,
    },
    {
      id: "name",
      title: "Image",
      track: "minmax(160px, 1.2fr)",
      cell: ({ name, series }) => (
        <span className="retention-name" title={series}>
          {name}
        </span>
      ),
      sortKey: ({ name }) => name,
    },
    {
      id: "verdict",
      title: "Becomes",
      track: "100px",
      cell: ({ verdict, act }) => {
        const [tone, words] = act === null ? VERDICTS[verdict] : ACTS[act];
        return <Pill tone={tone}>{words}</Pill>;
      },
      sortKey: ({ verdict }) => verdict,
    },
    {
      id: "made",
      title: "Made",
      track: "minmax(110px, 150px)",
      cell: ({ createdAtMs }) => dateTimeWords(createdAtMs),
      sortKey: ({ createdAtMs }) => createdAtMs,
    },
    {
      id: "gib",
      title: "GiB",
      track: "56px",
      cell: ({ gib }) => (gib === null ? "?" : String(gib)),
      sortKey: ({ gib }) => gib,
    },
    {
      id: "why",
      title: "Why",
      track: "minmax(260px, 3fr)",
      cell: ({ reasons, untilMs }) => {
        const words = `${reasons.join(" ")}${untilMs === null ? "" : ` Until ${dateTimeWords(untilMs)}.`}`;
        return (
          <span className="retention-why" title={words}>
            {words}
          </span>
        );
      },
      sortKey: ({ reasons }) => reasons[0] ?? "",
    },
  ];
}

interface ChosenProps {
  readonly row: RetentionRow;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (id: string) => void;
  readonly inTabOrder: boolean;
}

/** Only what can go, or be given back, can be chosen. */
function Chosen({ row, chosen, onChoose, inTabOrder }: ChosenProps) {
  if (row.verdict !== "goes" && row.verdict !== "rests") return null;
  return (
    <input
      type="checkbox"
      aria-label={`Choose ${row.name}`}
      tabIndex={inTabOrder ? 0 : -1}
      checked={chosen.has(row.imageId)}
      onChange={() => onChoose(row.imageId)}
    />
  );
}
