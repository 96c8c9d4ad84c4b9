/** `path = value` of whatever AWS said: for comparison, so that a field we don't know is compared as well. */
export function flatten(value: unknown, path = ""): Record<string, string> {
  if (value === undefined || value === null) return {};
  if (value instanceof Date) return { [path]: value.toISOString() };
  if (typeof value === "string") return { [path]: value };
  if (typeof value !== "object") return { [path]: JSON.stringify(value) };
  const entries = Object.entries(value).map(([key, inner]) =>
    flatten(inner, path === "" ? key : `${path}.${key}`),
  );
  return Object.assign({}, ...entries) as Record<string, string>;
}
