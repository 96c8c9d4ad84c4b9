/** CloudWatch as a part of the world. It measures the others; whom its alarms call, it is told. */
import type { WorldPart } from "../kernel/world.ts";
import { alarmsDue, evaluateAlarms } from "./alarms/alarm-clock.ts";
import type { AlarmListener } from "./alarms/alarms.ts";

export function cloudWatchPart(listener: AlarmListener): WorldPart {
  return (world) => world.on(alarmsDue, () => evaluateAlarms(world, listener));
}
