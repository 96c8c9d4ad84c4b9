/**
 * The records of a JSON text that comes bit by bit: one object, objects line by line, an array of them, or an array
 * within an object (`{"vulns": […]}`). Only one record is held at a time.
 */
import { HoleFileError } from "../advisory.ts";

const longestRecord = 16 * 1024 * 1024;
const [quote, backslash, open, close, openList, closeList] = [34, 92, 123, 125, 91, 93];

export function jsonRecords(onRecord: (text: string) => void) {
  let [depth, recordDepth, isText, isEscaped] = [0, 0, false, false];
  let held = "";
  let wrapper = "";
  return {
    push(text: string): void {
      let from = held === "" ? -1 : 0;
      for (let at = 0; at < text.length; at += 1) {
        const code = text.charCodeAt(at);
        if (isText) {
          if (isEscaped) isEscaped = false;
          else if (code === backslash) isEscaped = true;
          else if (code === quote) isText = false;
          continue;
        }
        if (code === quote) isText = true;
        else if (code === open || code === openList) {
          depth += 1;
          if (code === open && from === -1 && depth === recordDepthAt(depth, text, at)) from = at;
        } else if (code === close || code === closeList) {
          if (from !== -1 && depth === recordDepth) {
            onRecord(held + text.slice(from, at + 1));
            held = "";
            from = -1;
          }
          depth -= 1;
          if (depth < 0)
            throw new HoleFileError("It is no JSON: a bracket closes that none opened.");
          if (depth === 0) recordDepth = 0;
        }
      }
      if (from !== -1) held += text.slice(from);
      if (held.length > longestRecord)
        throw new HoleFileError("One entry of it is over 16 MB: it is no OSV file.");
    },
    end(): void {
      if (depth !== 0) throw new HoleFileError("It ends in the middle: get it anew.");
    },
  };

  /** At which depth records begin: told by what the text begins with. */
  function recordDepthAt(now: number, text: string, at: number): number {
    if (recordDepth !== 0) return recordDepth;
    if (now === 1) {
      wrapper = text.slice(at, at + 40);
      recordDepth = /^\{\s*"(?:vulns|vulnerabilities|advisories)"\s*:\s*\[/.test(wrapper) ? 3 : 1;
    } else recordDepth = now;
    return recordDepth;
  }
}
