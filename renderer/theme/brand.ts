/**
 * Gives Cloudscape Bennu's colours: its design tokens are CSS custom properties, which are set here to ours.
 * A constructed style sheet, because the policy allows no inline style element.
 */
import * as token from "@cloudscape-design/design-tokens";

type TokenReference = string;

/** Cloudscape's token, then the value it takes; ours are in theme.css and know light and dark. */
const brand: readonly (readonly [TokenReference, string])[] = [
  [token.fontFamilyBase, "var(--sans)"],
  [token.fontFamilyHeading, "var(--sans)"],
  [token.colorBackgroundLayoutMain, "var(--page)"],
  [token.colorBackgroundContainerContent, "var(--panel)"],
  [token.colorBackgroundContainerHeader, "var(--panel)"],
  [token.colorBackgroundInputDefault, "var(--panel)"],
  [token.colorBackgroundDropdownItemDefault, "var(--panel)"],
  [token.colorBackgroundDropdownItemHover, "var(--hover)"],
  [token.colorBackgroundPopover, "var(--raised)"],
  [token.colorBackgroundDialog, "var(--panel)"],
  [token.colorTextBodyDefault, "var(--text)"],
  [token.colorTextBodySecondary, "var(--text-2)"],
  [token.colorTextHeadingDefault, "var(--text)"],
  [token.colorTextHeadingSecondary, "var(--text-2)"],
  [token.colorTextLabel, "var(--text-2)"],
  [token.colorTextFormSecondary, "var(--text-2)"],
  [token.colorTextGroupLabel, "var(--text-2)"],
  [token.colorTextInputPlaceholder, "var(--text-3)"],
  [token.colorTextEmpty, "var(--text-2)"],
  [token.colorTextLinkDefault, "var(--blue)"],
  [token.colorTextLinkHover, "var(--blue)"],
  [token.colorTextAccent, "var(--blue)"],
  [token.colorBorderDividerDefault, "var(--line-soft)"],
  [token.colorBorderDividerSecondary, "var(--line-soft)"],
  [token.colorBorderInputDefault, "var(--line-strong)"],
  [token.colorBackgroundButtonPrimaryDefault, "var(--accent)"],
  [token.colorBackgroundButtonPrimaryHover, "var(--accent-hover)"],
  [token.colorBackgroundButtonPrimaryActive, "var(--accent-hover)"],
  [token.colorBorderButtonPrimaryDefault, "var(--accent)"],
  [token.colorBorderButtonPrimaryHover, "var(--accent-hover)"],
  [token.colorBorderButtonPrimaryActive, "var(--accent-hover)"],
  [token.colorTextButtonPrimaryDefault, "var(--accent-ink)"],
  [token.colorTextButtonPrimaryHover, "var(--accent-ink)"],
  [token.colorTextButtonPrimaryActive, "var(--accent-ink)"],
  [token.colorBackgroundButtonNormalDefault, "transparent"],
  [token.colorBackgroundButtonNormalHover, "var(--hover)"],
  [token.colorBorderButtonNormalDefault, "var(--blue)"],
  [token.colorTextButtonNormalDefault, "var(--blue)"],
  [token.colorTextStatusSuccess, "var(--green)"],
  [token.colorTextStatusError, "var(--red)"],
  [token.colorTextStatusWarning, "var(--yellow)"],
  [token.colorTextStatusInfo, "var(--blue)"],
  [token.colorTextStatusInactive, "var(--text-2)"],
  [token.borderRadiusContainer, "var(--radius)"],
];

/** `var(--name-hash, fallback)` → `--name-hash`. */
function propertyOf(reference: TokenReference): string {
  return reference.slice("var(".length, reference.indexOf(","));
}

export function brandRules(): string {
  const lines = brand.map(([reference, value]) => `${propertyOf(reference)}: ${value};`);
  return `html body, html body .awsui-context-content-header { ${lines.join(" ")} }`;
}

export function applyBrand(target: Document): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(brandRules());
  target.adoptedStyleSheets = [...target.adoptedStyleSheets, sheet];
}
