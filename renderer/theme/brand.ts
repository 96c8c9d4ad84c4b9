/**
 * Gives Cloudscape Bennu's colours: its design tokens are CSS custom properties, which are set here to ours.
 * Their names end in a hash that differs between versions, so they are looked up in Cloudscape's own style sheet.
 * A constructed style sheet, because the policy allows no inline style element.
 */

/** Cloudscape's token, then the value it takes; the values are in theme.css and know light and dark. */
const brand: readonly (readonly [string, string])[] = [
  ["font-family-base", "var(--sans)"],
  ["font-family-heading", "var(--sans)"],
  ["color-background-layout-main", "var(--page)"],
  ["color-background-container-content", "var(--panel)"],
  ["color-background-container-header", "var(--panel)"],
  ["color-background-input-default", "var(--panel)"],
  ["color-background-dropdown-item-default", "var(--panel)"],
  ["color-background-dropdown-item-hover", "var(--hover)"],
  ["color-background-popover", "var(--raised)"],
  ["color-background-dialog", "var(--panel)"],
  ["color-text-body-default", "var(--text)"],
  ["color-text-body-secondary", "var(--text-2)"],
  ["color-text-heading-default", "var(--text)"],
  ["color-text-heading-secondary", "var(--text-2)"],
  ["color-text-label", "var(--text-2)"],
  ["color-text-form-secondary", "var(--text-2)"],
  ["color-text-group-label", "var(--text-2)"],
  ["color-text-input-placeholder", "var(--text-3)"],
  ["color-text-empty", "var(--text-2)"],
  ["color-text-link-default", "var(--blue)"],
  ["color-text-link-hover", "var(--blue)"],
  ["color-text-accent", "var(--blue)"],
  ["color-border-divider-default", "var(--line-soft)"],
  ["color-border-divider-secondary", "var(--line-soft)"],
  ["color-border-input-default", "var(--line-strong)"],
  ["color-background-button-primary-default", "var(--accent)"],
  ["color-background-button-primary-hover", "var(--accent-hover)"],
  ["color-background-button-primary-active", "var(--accent-hover)"],
  ["color-border-button-primary-default", "var(--accent)"],
  ["color-border-button-primary-hover", "var(--accent-hover)"],
  ["color-border-button-primary-active", "var(--accent-hover)"],
  ["color-text-button-primary-default", "var(--accent-ink)"],
  ["color-text-button-primary-hover", "var(--accent-ink)"],
  ["color-text-button-primary-active", "var(--accent-ink)"],
  ["color-background-button-normal-default", "transparent"],
  ["color-background-button-normal-hover", "var(--hover)"],
  ["color-border-button-normal-default", "var(--blue)"],
  ["color-text-button-normal-default", "var(--blue)"],
  ["color-background-segment-active", "var(--selected)"],
  ["color-border-segment-active", "var(--blue)"],
  ["color-text-segment-active", "var(--text)"],
  ["color-text-segment-hover", "var(--blue)"],
  ["color-background-toggle-checked-default", "var(--blue)"],
  ["color-background-status-error", "var(--tint-red)"],
  ["color-background-status-warning", "var(--tint-yellow)"],
  ["color-background-status-success", "var(--tint-green)"],
  ["color-background-status-info", "var(--tint-blue)"],
  ["color-border-status-error", "var(--edge-red)"],
  ["color-border-status-warning", "var(--edge-yellow)"],
  ["color-border-status-success", "var(--edge-green)"],
  ["color-border-status-info", "var(--edge-blue)"],
  ["color-text-status-success", "var(--green)"],
  ["color-text-status-error", "var(--red)"],
  ["color-text-status-warning", "var(--yellow)"],
  ["color-text-status-info", "var(--blue)"],
  ["color-text-status-inactive", "var(--text-2)"],
  ["border-radius-container", "var(--radius)"],
];

/** Token → property with its hash, from the rule that defines them all. */
function propertiesOf(sheets: Iterable<CSSStyleSheet>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const sheet of sheets)
    for (const property of [...sheet.cssRules].flatMap(themeProperties)) {
      const name = /^--(.+)-[a-z0-9]{6}$/.exec(property)?.[1];
      if (name !== undefined) found.set(name, property);
    }
  return found;
}

function themeProperties(rule: CSSRule): readonly string[] {
  if (rule instanceof CSSLayerBlockRule) return [...rule.cssRules].flatMap(themeProperties);
  return rule instanceof CSSStyleRule && rule.selectorText === "body" ? [...rule.style] : [];
}

function brandRules(properties: ReadonlyMap<string, string>): string {
  const lines = brand.flatMap(([token, value]) => {
    const property = properties.get(token);
    return property === undefined ? [] : [`${property}: ${value};`];
  });
  return `html body, html body .awsui-context-content-header { ${lines.join(" ")} }`;
}

export function applyBrand(target: Document): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(brandRules(propertiesOf(target.styleSheets)));
  target.adoptedStyleSheets = [...target.adoptedStyleSheets, sheet];
}
