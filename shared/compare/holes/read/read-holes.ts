/** Which reader a file needs is told by how it begins, not by its name. */
import { HoleFileError, type HoleReader, type Wanted } from "../advisory.ts";
import { osvReader } from "./osv.ts";
import { ovalReader } from "./oval.ts";
import { updateinfoReader } from "./updateinfo.ts";

/** Enough to see the first element after XML's own head and comments. */
const enough = 4_000;

export function holeReader(wanted: Wanted): HoleReader {
  let reader: HoleReader | null = null;
  let early = "";
  const decide = (): HoleReader => {
    const made = readerFor(early, wanted);
    made.push(early);
    early = "";
    return made;
  };
  return {
    push(text) {
      if (reader !== null) return reader.push(text);
      early += text;
      if (early.length >= enough) reader = decide();
    },
    end() {
      reader ??= decide();
      return reader.end();
    },
  };
}

function readerFor(text: string, wanted: Wanted): HoleReader {
  const head = text.replace(/^\uFEFF/, "").trimStart();
  if (/^[{[]/.test(head)) return osvReader(wanted);
  if (/^<[?!a-z]/i.test(head)) {
    if (/<(?:[\w-]+:)?oval_definitions\b/.test(head)) return ovalReader(wanted);
    if (/<updates\b/.test(head)) return updateinfoReader(wanted);
  }
  throw new HoleFileError(
    "It is neither OSV (JSON) nor OVAL nor a repository's updateinfo (XML). What is packed with bzip2 or xz must be unpacked first.",
  );
}
