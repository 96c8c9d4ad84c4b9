import Checkbox from "@cloudscape-design/components/checkbox";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import type { ScheduleDraft } from "./schedule-draft.ts";
import { dayNames, minuteOf } from "./schedule-words.ts";

interface Props {
  readonly draft: ScheduleDraft;
  readonly change: (part: Partial<ScheduleDraft>) => void;
}

/** From Monday on, as weeks are planned. */
const order = [1, 2, 3, 4, 5, 6, 0] as const;

export function WeekFields({ draft, change }: Props) {
  const { days, time, timeZone } = draft;
  const turn = (day: number, isOn: boolean) =>
    change({
      days: isOn ? [...days, day].toSorted((a, b) => a - b) : days.filter((d) => d !== day),
    });
  return (
    <div className="bake-fields">
      <fieldset className="bake-variables schedule-days">
        <legend>Days</legend>
        {order.map((day) => (
          <Checkbox
            key={day}
            checked={days.includes(day)}
            onChange={({ detail }) => turn(day, detail.checked)}
          >
            {dayNames[day]}
          </Checkbox>
        ))}
      </fieldset>
      <FormField
        label="Time"
        errorText={minuteOf(time) === null ? "Hours and minutes, e.g. 02:30." : null}
      >
        <Input value={time} onChange={({ detail }) => change({ time: detail.value })} />
      </FormField>
      <FormField label="Time zone" description="As in IANA's list, e.g. Europe/Berlin.">
        <Input value={timeZone} onChange={({ detail }) => change({ timeZone: detail.value })} />
      </FormField>
    </div>
  );
}
