import SegmentedControl from "@cloudscape-design/components/segmented-control";
import Select from "@cloudscape-design/components/select";
import { memo } from "react";
import { standingWords, type ImageFilter, type Standing } from "./image-filter.ts";

interface Props {
  readonly filter: ImageFilter;
  readonly onFilter: (filter: ImageFilter) => void;
  readonly recipes: readonly string[];
  readonly asTable: boolean;
  readonly onTable: (asTable: boolean) => void;
  /** Enter in the search: the first image that fits is chosen. */
  readonly onFirst: () => void;
}

const standings = Object.keys(standingWords) as Standing[];
const standingOptions = standings.map((value) => ({ value, label: standingWords[value] }));

/** Its lists are long and its images change often: drawn again only where something of its own changed. */
export const LineageFilters = memo(function LineageFilters(props: Props) {
  const { filter, onFilter, recipes, asTable, onTable, onFirst } = props;
  const options = [
    { value: "", label: "any recipe" },
    ...recipes.map((recipe) => ({ value: recipe, label: recipe })),
  ];
  return (
    <div className="images-filters">
      <input
        type="search"
        aria-label="Find an image"
        placeholder="Find an image: name, id, tag"
        value={filter.text}
        onChange={(event) => onFilter({ ...filter, text: event.target.value })}
        onKeyDown={(event) => {
          if (event.key === "Enter") onFirst();
        }}
      />
      <Select
        ariaLabel="Recipe"
        options={options}
        virtualScroll
        selectedOption={options.find((option) => option.value === (filter.recipe ?? "")) ?? null}
        onChange={({ detail }) =>
          onFilter({ ...filter, recipe: detail.selectedOption.value || null })
        }
      />
      <Select
        ariaLabel="State"
        options={standingOptions}
        selectedOption={standingOptions.find(({ value }) => value === filter.standing) ?? null}
        onChange={({ detail }) => {
          const standing = standings.find((each) => each === detail.selectedOption.value);
          onFilter({ ...filter, standing: standing ?? "any" });
        }}
      />
      <SegmentedControl
        label="View"
        selectedId={asTable ? "table" : "drawing"}
        options={[
          { id: "drawing", text: "Drawing" },
          { id: "table", text: "Table" },
        ]}
        onChange={({ detail }) => onTable(detail.selectedId === "table")}
      />
    </div>
  );
});
