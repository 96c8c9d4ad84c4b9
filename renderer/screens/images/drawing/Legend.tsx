/** What the colours mean. Each state has its word or its shape in the drawing too. */
export const Legend = () => (
  <span className="images-legend" aria-hidden="true">
    <i className="lineage-key lineage-live" /> live <i className="lineage-key lineage-rising" />{" "}
    rising <i className="lineage-key lineage-warm" /> can return{" "}
    <i className="lineage-key lineage-cold" /> in no use <i className="lineage-key lineage-bad" />{" "}
    held back
  </span>
);
