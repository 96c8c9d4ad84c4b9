import { describe, expect, it } from "vitest";
import { unchunked } from "../../../../electron/practice/wire/codec/rest/aws-chunked.ts";
import { addressOf } from "../../../../electron/practice/wire/codec/rest/object-address.ts";
import { xmlTree } from "../../../../electron/practice/wire/codec/rest/xml-tree.ts";

const request = (headers: Readonly<Record<string, string>>, body = "", path = "/") => ({
  method: "PUT",
  path,
  query: {},
  headers,
  body,
});

describe("a body in chunks", () => {
  const streaming = (body: string, length: number) =>
    Buffer.from(
      unchunked(
        request(
          {
            "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
            "x-amz-decoded-content-length": String(length),
          },
          body,
        ),
      ),
    ).toString();

  it("is put together, whatever follows it", () => {
    expect(streaming("5\r\nhello\r\n1\r\n!\r\n0\r\nx-amz-checksum-crc32:AAAA\r\n\r\n", 6)).toBe(
      "hello!",
    );
  });

  it("may say a signature with each chunk", () => {
    expect(streaming("5;chunk-signature=00ff\r\nhello\r\n0;chunk-signature=00\r\n\r\n", 5)).toBe(
      "hello",
    );
  });

  it.each(["5\r\nhello\r\n0\r\n\r\n", "zz\r\nhello\r\n", "5"])(
    "%j is refused: its length is another",
    (body) => {
      expect(() => streaming(body, 7)).toThrowError(
        expect.objectContaining({ code: "IncompleteBody" }),
      );
    },
  );
});

describe("a bucket's name", () => {
  it.each([
    ["practice.invalid", "/bakes/a/b", "bakes", "a/b"],
    ["127.0.0.1:80", "/bakes/a%20b", "bakes", "a b"],
    ["localhost:80", "/bakes", "bakes", ""],
    ["bakes.localhost:80", "/a/b", "bakes", "a/b"],
    ["bakes.s3.localhost:80", "/a", "bakes", "a"],
    ["bakes.practice.invalid", "/a", "bakes", "a"],
    ["my.bakes.s3.eu-west-1.amazonaws.com", "/a", "my.bakes", "a"],
    ["s3.eu-west-1.amazonaws.com", "/bakes/a", "bakes", "a"],
    ["practice.invalid", "/", "", ""],
  ])("of %s%s", (host, path, bucket, key) => {
    expect(addressOf(request({ host }, "", path))).toEqual({ bucket, key });
  });
});

describe("XML", () => {
  it("is read with its entities, and without its namespaces", () => {
    expect(
      xmlTree('<?xml version="1.0"?><a:A xmlns:a="urn:x"><B/><C>1 &lt; &#50;</C></a:A>'),
    ).toEqual({
      name: "A",
      text: "",
      children: [
        { name: "B", text: "", children: [] },
        { name: "C", text: "1 < 2", children: [] },
      ],
    });
  });

  it.each(["<a>", "<a></b>", "</a>", "<a/><b/>", "text"])("%s is none", (xml) => {
    expect(xmlTree(xml)).toBeNull();
  });
});
