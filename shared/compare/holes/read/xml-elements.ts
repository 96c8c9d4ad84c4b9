/**
 * Elements of an XML text that comes bit by bit: those that are asked for, each whole, one at a time. Entities beyond
 * XML's own five are refused and so is a DOCTYPE: nothing is expanded, nothing is fetched.
 */
import sax from "sax";
import { HoleFileError } from "../advisory.ts";

export interface XmlElement {
  /** Without the prefix of its namespace. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Its own text, without its children's. */
  readonly text: string;
}

interface Open {
  name: string;
  attributes: Record<string, string>;
  children: Open[];
  text: string;
}

export interface ElementParts {
  /** Of elements with these names the whole is wanted. */
  readonly isWhole: (name: string) => boolean;
  readonly onElement: (element: XmlElement) => void;
}

/** Only `&lt;`, `&gt;`, `&amp;`, `&quot;` and `&apos;` mean something. */
const options = { strictEntities: true, position: false };
const mostElements = 200_000;
const longestText = 1_000_000;
const deepest = 200;

export function xmlElements({ isWhole, onElement }: ElementParts) {
  const parser = sax.parser(true, options);
  const open: Open[] = [];
  let [count, depth] = [0, 0];
  parser.ondoctype = () => {
    throw new HoleFileError("It has a DOCTYPE, which such files don't have: it is not read.");
  };
  parser.onerror = (error) => {
    throw new HoleFileError(`It is no XML that can be read: ${firstLine(error.message)}`);
  };
  parser.onopentag = ({ name, attributes }) => {
    const local = localName(name);
    depth += 1;
    if (depth > deepest) throw new HoleFileError("Its elements lie too deep in each other.");
    if (open.length === 0 && !isWhole(local)) return;
    count = open.length === 0 ? 0 : count + 1;
    if (count > mostElements) throw new HoleFileError("One entry of it is too large.");
    const element = {
      name: local,
      attributes: attributes as Record<string, string>,
      children: [],
      text: "",
    };
    open.at(-1)?.children.push(element);
    open.push(element);
  };
  const onText = (text: string) => {
    const element = open.at(-1);
    if (element !== undefined && element.text.length < longestText) element.text += text;
  };
  parser.ontext = onText;
  parser.oncdata = onText;
  parser.onclosetag = () => {
    depth -= 1;
    const element = open.pop();
    if (element !== undefined && open.length === 0) onElement(element);
  };
  return {
    push: (text: string) => void parser.write(text),
    end: () => void parser.close(),
  };
}

const localName = (name: string) => name.slice(name.indexOf(":") + 1);
const firstLine = (text: string) => text.split("\n")[0] ?? "";
