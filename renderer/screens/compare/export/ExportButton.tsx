import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import { markdownReport } from "../../../../shared/compare/export/markdown.ts";
import { pictureReport } from "../../../../shared/compare/export/picture.ts";
import {
  jsonReport,
  reportName,
  type CompareReport,
} from "../../../../shared/compare/export/report.ts";
import { saveFile } from "../../../ui/save-file.ts";

const forms = {
  markdown: {
    text: "Markdown, for a change record",
    end: ".md",
    type: "text/markdown",
    of: markdownReport,
  },
  json: { text: "JSON, for programs", end: ".json", type: "application/json", of: jsonReport },
  light: {
    text: "Picture, light (SVG)",
    end: "-light.svg",
    type: "image/svg+xml",
    of: (report: CompareReport) => pictureReport(report, "light"),
  },
  dark: {
    text: "Picture, dark (SVG)",
    end: "-dark.svg",
    type: "image/svg+xml",
    of: (report: CompareReport) => pictureReport(report, "dark"),
  },
} as const;
type Form = keyof typeof forms;
const names = Object.keys(forms) as Form[];

export function ExportButton({ report }: { readonly report: Omit<CompareReport, "takenAt"> }) {
  const save = (id: string) => {
    const form = forms[names.find((name) => name === id) ?? "markdown"];
    const whole = { ...report, takenAt: new Date().toISOString() };
    saveFile(`${reportName(whole)}${form.end}`, form.type, form.of(whole));
  };
  return (
    <ButtonDropdown
      items={names.map((id) => ({ id, text: forms[id].text }))}
      onItemClick={({ detail }) => save(detail.id)}
    >
      Export
    </ButtonDropdown>
  );
}
