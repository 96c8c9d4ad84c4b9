import type { PracticeView } from "../../../shared/model/practice/practice.ts";
import { links } from "../../links.ts";

interface RegionTabsProps {
  readonly regions: readonly PracticeView[];
  readonly shown: PracticeView;
}

/** The practice regions; left out while there is but one. */
export function RegionTabs({ regions, shown }: RegionTabsProps) {
  if (regions.length < 2) return null;
  return (
    <nav className="practice-tabs" aria-label="Practice regions">
      {regions.map((region) => (
        <a
          key={region.id}
          href={links.practice(region.id)}
          aria-current={region.id === shown.id ? "page" : undefined}
        >
          <strong>{region.name}</strong>
          <span className="muted">
            {region.region}
            {region.state === "closed" ? " · closed" : ""}
          </span>
        </a>
      ))}
    </nav>
  );
}
