/** Recipes that are baked by themselves: every week, or when a newer base appears. They never touch a fleet. */
import Button from "@cloudscape-design/components/button";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ScheduleView } from "../../../../shared/model/bake.ts";
import { countWords } from "../../../../shared/words/counts.ts";
import { useRequest } from "../../../client/requests.ts";
import { Problem } from "../../../components/Problem.tsx";
import { Emptiness } from "../../../ui/Emptiness.tsx";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { Panel } from "../../../ui/Panel.tsx";
import { BakeNav } from "../BakeNav.tsx";
import "../bakes.css";
import { ScheduleForm } from "./ScheduleForm.tsx";
import { ScheduleRow } from "./ScheduleRow.tsx";
import "./schedules.css";

export function SchedulesScreen() {
  const { data, error, isPending, refetch } = useRequest("schedule:list", {});
  const [edited, setEdited] = useState<ScheduleView | "new" | null>(null);
  const client = useQueryClient();
  const again = () => void client.invalidateQueries({ queryKey: ["schedule:list"] });
  const schedules = data?.schedules ?? [];
  const add = (
    <Button variant="primary" onClick={() => setEdited("new")}>
      Add a schedule
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Bake schedules"
        note={schedules.length > 0 && countWords(schedules.length, "schedule")}
        actions={schedules.length > 0 && add}
      />
      <BakeNav here="Schedules" />
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {isPending && <Emptiness title="Reading the schedules…" />}
      {data && schedules.length === 0 && (
        <Emptiness title="Nothing is baked by itself" actions={add}>
          A schedule bakes a recipe every week, or when a newer base appears, while this console
          runs. It makes a tested image, and touches no fleet.
        </Emptiness>
      )}
      {schedules.length > 0 && (
        <Panel>
          <table className="bake-table schedule-table">
            <thead>
              <tr>
                <th scope="col">Recipe</th>
                <th scope="col">When</th>
                <th scope="col">Next</th>
                <th scope="col">Last</th>
                <th scope="col">
                  <span className="only-for-readers">What can be done</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {schedules.map((schedule) => (
                <ScheduleRow
                  key={schedule.id}
                  schedule={schedule}
                  onEdit={() => setEdited(schedule)}
                  onChanged={again}
                />
              ))}
            </tbody>
          </table>
        </Panel>
      )}
      {edited !== null && (
        <ScheduleForm
          schedule={edited === "new" ? null : edited}
          onClose={() => setEdited(null)}
          onSaved={() => {
            setEdited(null);
            again();
          }}
        />
      )}
    </>
  );
}
