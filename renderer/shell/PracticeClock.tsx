import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import { clockAt, type ClockReading } from "../../shared/model/connection.ts";
import { useAction } from "../client/requests.ts";
import { timeWords } from "../ui/clock-time.ts";
import { useTicking } from "../ui/ticker.ts";

const speeds = [1, 10, 60, 300, 600];

/** The practice cloud's own time, and how fast it passes. */
export function PracticeClock({ clock }: { readonly clock: ClockReading }) {
  const time = useTicking((wallMs) => timeWords(clockAt(clock, wallMs)));
  const control = useAction("practice:control");
  return (
    <span className="practice-clock">
      <span className="practice-clock-time mono" title="The practice cloud's time">
        {time}
      </span>
      <ButtonDropdown
        variant="normal"
        ariaLabel={`Practice time runs ${String(clock.speed)} times as fast. Change the speed`}
        loading={control.isPending}
        items={speeds.map((speed) => ({
          id: String(speed),
          text: speed === 1 ? "× 1, real time" : `× ${String(speed)}`,
          itemType: "checkbox",
          checked: speed === clock.speed,
        }))}
        onItemClick={({ detail }) => control.mutate({ speed: Number(detail.id) })}
      >
        × {clock.speed}
      </ButtonDropdown>
    </span>
  );
}
