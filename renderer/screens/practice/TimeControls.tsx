import Button from "@cloudscape-design/components/button";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import { clockAt } from "../../../shared/model/connection.ts";
import type { PracticeView } from "../../../shared/model/practice/practice.ts";
import { listWords } from "../../../shared/words/counts.ts";
import { durationWords } from "../../../shared/words/durations.ts";
import { useAction } from "../../client/requests.ts";
import { useTopic } from "../../client/topic-store.ts";
import { dateTimeWords, timeWords } from "../../ui/clock-time.ts";
import { useTicking } from "../../ui/ticker.ts";
import { minuteMs } from "./minute.ts";

const usualSpeeds = [1, 10, 60, 300, 600];
const leaps = [minuteMs, 10 * minuteMs, 60 * minuteMs];

export function TimeControls({ region }: { readonly region: PracticeView }) {
  const control = useAction("practice:control");
  const connectionId = region.id;
  const { speed } = region.clock;
  const speeds = [...new Set([...usualSpeeds, speed])].toSorted((a, b) => a - b);
  return (
    <>
      <div className="practice-row">
        <Now region={region} />
        <SegmentedControl
          label="Speed of the practice cloud"
          selectedId={String(speed)}
          options={speeds.map((each) => ({ id: String(each), text: `${String(each)} ×` }))}
          onChange={({ detail }) =>
            control.mutate({ connectionId, speed: Number(detail.selectedId) })
          }
        />
        <span className="practice-row">
          <span className="muted">Let pass at once:</span>
          {leaps.map((advanceMs) => (
            <Button
              key={advanceMs}
              loading={control.isPending && control.variables.advanceMs === advanceMs}
              onClick={() => control.mutate({ connectionId, advanceMs })}
            >
              {durationWords(advanceMs)}
            </Button>
          ))}
        </span>
      </div>
      <SharedClock region={region} />
      {control.error && <p className="tone-bad">{control.error.message}</p>}
    </>
  );
}

function Now({ region }: { readonly region: PracticeView }) {
  const time = useTicking((wallMs) => timeWords(clockAt(region.clock, wallMs)));
  const day = useTicking((wallMs) => dateTimeWords(clockAt(region.clock, wallMs)));
  return (
    <strong className="mono practice-now" title={day}>
      {time}
    </strong>
  );
}

function SharedClock({ region }: { readonly region: PracticeView }) {
  const { rows } = useTopic("practice");
  const others = region.sharesClockWith.map((id) => rows.get(id)?.name ?? id);
  if (others.length === 0) return null;
  return <p className="muted">The same clock runs for {listWords(others)}.</p>;
}
