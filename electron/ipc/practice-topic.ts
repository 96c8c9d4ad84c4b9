/** The topic `practice`: one row a practice region, open or not. */
import type { PracticePanel } from "../connections/practice-panel.ts";
import type { TopicSource } from "./topics.ts";

export function practiceTopic(panel: Pick<PracticePanel, "follow">): TopicSource<"practice"> {
  return (table) => panel.follow((rows) => table.replace(rows));
}
