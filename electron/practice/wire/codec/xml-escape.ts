/** Texts inside XML, so that any reader gets back what was written. */
const NAMED: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Most texts are ids, names and times, which need nothing done. */
const PLAIN = /^[\w .,:;/@=+()[\]{}#*!?$%^|~\\-]*$/;

/** XML 1.0 has no way to write most control characters; a text that holds one loses it, as with AWS. */
export function escapeXml(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"'\r\n\u0085\u2028]/g, (char) => NAMED[char] ?? numericEntity(char));
}

const numericEntity = (char: string) => `&#x${char.charCodeAt(0).toString(16).toUpperCase()};`;
