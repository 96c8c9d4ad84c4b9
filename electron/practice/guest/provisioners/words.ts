/** A value of a playbook or a cookbook as the text that it stands for; nothing for none. */
export function wordOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object"
    ? JSON.stringify(value)
    : String(value as string | number | boolean);
}
