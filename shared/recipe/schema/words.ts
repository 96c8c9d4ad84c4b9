/**
 * The words that recipes are made of. Where a word has a form, `${{ NAME }}` is let through as well: once its value
 * is known the text is checked again.
 */
import { z } from "zod";

const placeholder = "\\$\\{\\{";

/** A text of this form; `words` say which, for the message. */
const formed = (form: RegExp, words: string) =>
  z.string().regex(new RegExp(`${form.source}|${placeholder}`), words);

/** A whole number, also one that came out of a variable. */
const numbered = (least: number, most: number) =>
  z.preprocess(
    (value) => (typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : value),
    z.union([
      z.int().min(least).max(most),
      z.string().regex(new RegExp(`^${placeholder}`), "a whole number, or ${{ NAME }}"),
    ]),
  );

/** What a number is once its variables are known; until then the recipe is not whole, and nothing is made of it. */
export const numberOf = (value: number | string): number => (typeof value === "number" ? value : 0);

export const oneLine = z.string().regex(/^[^\r\n]*$/, "one line of text");
export const title = oneLine.min(1).max(120).describe("What the log and the screens call it");
export const text = z.string().min(1);
export const packageName = formed(/^[A-Za-z0-9][A-Za-z0-9+._-]{0,99}$/, "a package name");
export const packageVersion = formed(/^[A-Za-z0-9][A-Za-z0-9+.:~^_-]{0,79}$/, "a version");
export const absolutePath = formed(
  /^\/[^\s'"]{1,400}$/,
  "an absolute path without spaces or quotes",
);
/** Taken from the folder that the recipe lies in. */
export const repositoryPath = z
  .string()
  .regex(
    /^(?!\/)[^\r\n\\\0]{1,300}$/,
    "a path from the recipe's own folder, with / between, e.g. files/nginx.conf",
  );
export const unixName = formed(
  /^[a-z_][a-z0-9_-]{0,30}$/,
  "a name of lower-case letters, digits, _ and -",
);
export const unit = formed(/^[A-Za-z0-9][A-Za-z0-9@._-]{0,79}$/, "the name of a systemd unit");
export const port = numbered(1, 65_535);
export const httpStatus = numbered(100, 599);
export const secondsOfBoot = numbered(1, 3600);
export const url = formed(/^https?:\/\/[^\s'"]{3,2000}$/, "an address that begins with https://");
export const sha256 = formed(
  /^[0-9a-f]{64}$/,
  "the file's SHA-256, 64 lower-case hex digits, as sha256sum prints it",
);
export const mode = formed(/^0?[0-7]{3}$|^[0-7]{4}$/, "three octal digits in quotes, e.g. '0644'");
export const owner = formed(/^[a-z_][a-z0-9_-]*(:[a-z_][a-z0-9_-]*)?$/, "user or user:group");
export const variableName = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{0,59}$/, "a name of capital letters, digits and _, e.g. APP_VERSION");
export const parameterName = z
  .string()
  .regex(
    /^[A-Za-z0-9_.\-/]{1,900}(:[A-Za-z0-9_.-]+)?$/,
    "the name of an SSM parameter, e.g. /shop/version",
  );
export const format = z
  .enum(["rpm", "deb"])
  .describe("rpm for Amazon Linux, deb for Debian and Ubuntu");
