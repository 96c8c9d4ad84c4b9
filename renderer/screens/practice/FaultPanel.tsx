import Button from "@cloudscape-design/components/button";
import type { ActiveFault } from "../../../shared/model/practice/practice-fault.ts";
import type { PracticeView } from "../../../shared/model/practice/practice.ts";
import { countWords } from "../../../shared/words/counts.ts";
import { useAction } from "../../client/requests.ts";
import { Problem } from "../../components/Problem.tsx";
import { timeWords } from "../../ui/clock-time.ts";
import { Panel } from "../../ui/Panel.tsx";
import { Pill } from "../../ui/Pill.tsx";
import { FaultForm } from "./FaultForm.tsx";
import { faultPill, struckWords } from "./practice-regions.ts";

/** What goes wrong in the region: one by one, or several together. */
export function FaultPanel({ region }: { readonly region: PracticeView }) {
  const mend = useAction("practice:mend");
  const { faults } = region;
  const mendOne = (faultId: string | null) => mend.mutate({ connectionId: region.id, faultId });
  const inForce = faults.filter(({ state }) => state === "active").length;
  return (
    <Panel
      title="What goes wrong"
      note={
        faults.length === 0 ? "nothing: all is calm" : `${countWords(inForce, "fault")} in force`
      }
      actions={faults.length > 1 && <Button onClick={() => mendOne(null)}>Mend everything</Button>}
    >
      <ul className="fault-list">
        {faults.map((fault) => (
          <FaultRow key={fault.id} fault={fault} onMend={() => mendOne(fault.id)} />
        ))}
      </ul>
      {mend.error && <Problem error={mend.error} />}
      <FaultForm region={region} />
    </Panel>
  );
}

function FaultRow({ fault, onMend }: { readonly fault: ActiveFault; readonly onMend: () => void }) {
  const pill = faultPill(fault);
  return (
    <li className="fault-row">
      <div>
        <strong>{fault.title}</strong> <Pill tone={pill.tone}>{pill.words}</Pill>
        <div className="muted">
          {fault.target === "" ? "" : `${fault.target} · `}since {timeWords(fault.setAtMs)} ·{" "}
          {struckWords(fault)}
        </div>
      </div>
      <Button ariaLabel={`Mend: ${fault.title} ${fault.target}`} onClick={onMend}>
        Mend
      </Button>
    </li>
  );
}
