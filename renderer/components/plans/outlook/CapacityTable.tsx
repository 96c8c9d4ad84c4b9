import type { PlanOutlook } from "../../../../shared/model/outlook.ts";

/** Room by zone: what is needed there at the most, and what speaks against it. */
export function CapacityTable({ zones }: { readonly zones: PlanOutlook["capacity"] }) {
  if (zones.length === 0) return null;
  return (
    <table className="outlook-zones">
      <caption>Room by zone</caption>
      <thead>
        <tr>
          <th scope="col">Zone</th>
          <th scope="col">New servers</th>
          <th scope="col">Free addresses</th>
          <th scope="col">Room</th>
        </tr>
      </thead>
      <tbody>
        {zones.map(({ zone, needed, freeAddresses, ok, note }) => (
          <tr key={zone}>
            <th scope="row" className="mono">
              {zone}
            </th>
            <td>{needed === 0 ? "none" : `up to ${String(needed)}`}</td>
            <td>{freeAddresses ?? "not known"}</td>
            <td className={ok ? "" : "tone-warn"}>{note}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
