import { EC2Client } from "@aws-sdk/client-ec2";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quicken, quickTree } from "../../../electron/aws/sending/quick-xml.ts";
import { createInThreadPractice } from "../../../electron/practice/in-thread.ts";
import { PRACTICE_REGION } from "../../../electron/practice/practice-world.ts";
import { makeCloud } from "../../../electron/aws/make-cloud.ts";
import { realClock } from "../../../electron/aws/real-clock.ts";
import { aConnection, eagerTime } from "./canned-aws.ts";

interface Deserializer {
  parseXml(xml: string): unknown;
}

function deserializerOf(client: EC2Client): Deserializer {
  return (
    client.config as unknown as { readonly protocol: { readonly deserializer: Deserializer } }
  ).protocol.deserializer;
}

/** The SDK's own. */
const sdkTree = (xml: string) =>
  deserializerOf(new EC2Client({ region: "eu-central-1" })).parseXml(xml);

const head = '<?xml version="1.0" encoding="UTF-8"?>\n';

describe("the same tree as the SDK's", () => {
  test.each([
    `${head}<R xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>1</requestId><set/></R>`,
    "<R><a>1</a><a>2</a><b><item><c/></item></b></R>",
    "<R><a> spaced </a><b>&lt;x&gt; &amp;amp; &#x41;&#66; &quot;&apos;&unknown;</b></R>",
    "<R>\n  <a>\n    <b>x</b>\n  </a>\n  <c>\n  </c><d>  </d></R>\n",
    "<R><a></a><a></a><a>3</a></R>",
  ])("%s", (xml) => {
    expect(quickTree(xml)).not.toBeNull();
    expect(quickTree(xml)).toEqual(sdkTree(xml));
  });

  test("of any tree of elements and text", () => {
    const name = fc.constantFrom("item", "a", "tagSet", "key-1", "x.y");
    const text = fc.string({
      unit: fc.constantFrom("a", " ", "\n", "&lt;", "&#10;", "é", "]", "'"),
    });
    const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
      element: fc
        .tuple(name, tie("content"))
        .map(([tag, content]) => `<${tag}>${content}</${tag}>`),
      content: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.array(tie("element"), { maxLength: 4 }).map((all) => all.join("\n")),
      ),
    }));
    fc.assert(
      fc.property(fc.array(element, { minLength: 1, maxLength: 4 }), (elements) => {
        const xml = `<Root xmlns="urn:x">${elements.join("")}</Root>`;
        expect(quickTree(xml)).toEqual(sdkTree(xml));
      }),
    );
  });
});

test.each([
  "<R><a><!-- note --></a></R>",
  "<R><a><![CDATA[x]]></a></R>",
  '<R><a type="x">1</a></R>',
  "<R>text<a/></R>",
  "<R><a>1</b></R>",
  "<R><a>1</a>",
  "<R/>",
  "<R>x</R>",
  "<R><__proto__>x</__proto__></R>",
  "<R><constructor>x</constructor></R>",
  "",
  "not xml",
])("%s is left to the SDK", (xml) => {
  expect(quickTree(xml)).toBeNull();
});

test("the SDK's clients still are such that it takes effect", () => {
  const client = new EC2Client({ region: "eu-central-1" });
  const before = deserializerOf(client).parseXml;
  quicken(client);
  expect(deserializerOf(client).parseXml).not.toBe(before);
});

test("every answer of the practice cloud is plain, and read alike", async () => {
  const practice = createInThreadPractice({ seed: 1 });
  const handler = practice.requestHandler();
  const bodies: string[] = [];
  const requestHandler = {
    ...handler,
    handle: async (request: never) => {
      const answer = await handler.handle(request);
      bodies.push(Buffer.from(answer.response.body as Uint8Array).toString("utf8"));
      return answer;
    },
  };
  const cloud = makeCloud({
    connection: aConnection({ region: PRACTICE_REGION }),
    clock: realClock,
    random: { next: () => 0 },
    credentials: null,
    transport: { kind: "practice", requestHandler },
    time: eagerTime(),
  });
  const { pages, reader } = cloud;
  const sources = [
    pages.groupPages(),
    pages.serverPages(),
    pages.imagePages(),
    pages.targetGroupPages(),
  ];
  for (const source of sources)
    for await (const page of source) expect(page.length).toBeGreaterThan(0);
  await reader.subnets();
  expect(bodies.length).toBeGreaterThan(4);
  for (const body of bodies) {
    const tree = quickTree(body);
    expect(tree).not.toBeNull();
    expect(tree).toEqual(sdkTree(body));
  }
});
