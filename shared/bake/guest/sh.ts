/** Shell text as it stands, but for `\${`, which is written so because `${` would be TypeScript's. */
export function sh(strings: TemplateStringsArray): string {
  return strings.raw.join("").replaceAll("\\${", "${");
}
