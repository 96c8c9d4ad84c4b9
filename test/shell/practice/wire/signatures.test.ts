/** Requests of a signer that knows neither the SDK nor the practice cloud: what is taken, what is refused and how. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PRACTICE_CREDENTIALS } from "../../../../electron/practice/access-keys.ts";
import { createInThreadPractice } from "../../../../electron/practice/in-thread.ts";
import { servePracticeHttp } from "../../../../electron/practice/wire/loopback-server.ts";
import type { LoopbackServer } from "../../../../electron/practice/wire/loopback-server.ts";
import { presign, sendSigned, signHeader } from "./own-signer.ts";
import type { Answer, Signed, Wish } from "./own-signer.ts";

const NOW = Date.UTC(2026, 10, 21, 12);
const FORM = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
const WHO = "Action=GetCallerIdentity&Version=2011-06-15";
const WHO_QUERY = [
  ["Action", "GetCallerIdentity"],
  ["Version", "2011-06-15"],
] as const;

let server: LoopbackServer;
let port = 0;

beforeAll(async () => {
  const { endpoint } = createInThreadPractice({ seed: 1, scenario: "empty", wallMs: () => NOW });
  server = await servePracticeHttp(endpoint, { port: 0 });
  port = Number(new URL(server.url).port);
});
afterAll(() => server.close());

const wishOf = (wish: Partial<Wish> = {}): Wish => ({
  ...PRACTICE_CREDENTIALS,
  at: new Date(NOW),
  headers: FORM,
  body: WHO,
  ...wish,
});

const host = (name = "127.0.0.1") => `${name}:${port}`;
const byHeader = (wish: Partial<Wish> = {}, name?: string) => signHeader(wishOf(wish), host(name));
const byAddress = (wish: Partial<Wish> = {}) =>
  presign(wishOf({ headers: {}, body: "", query: WHO_QUERY, ...wish }), host());

const sent = (signed: Signed): Promise<Answer> => sendSigned(port, signed);

const filtered = [
  ["Action", "DescribeImages"],
  ["Version", "2016-11-15"],
  ["Filter.1.Name", "tag:a b/ü*~'()!"],
  ["Filter.1.Value.1", "x=1&y=2 +%"],
  ["Filter-0", ""],
] as const;

describe("a request is taken", () => {
  it.each<[string, () => Signed]>([
    ["signed in a header", () => byHeader()],
    [
      "by GET, with its parameters in the address",
      () => byHeader({ method: "GET", body: "", headers: {}, query: WHO_QUERY }),
    ],
    ["with a name of localhost", () => byHeader({}, "localhost")],
    ["with a name under localhost", () => byHeader({}, "sts.eu-west-1.localhost")],
    ["with its body's hash told", () => byHeader({ payload: "told" })],
    ["with its body left unsigned", () => byHeader({ payload: "unsigned" })],
    [
      "with more headers than needed, and spaces in them",
      () => byHeader({ headers: { ...FORM, "x-note": "  a   b  " } }),
    ],
    ["on a path that is escaped", () => byHeader({ path: "/a%20b/%C3%BC" })],
    ["with the plain Date header", () => byHeader({ plainDate: true })],
    ["ten minutes late", () => byHeader({ at: new Date(NOW - 600_000) })],
    ["ten minutes early", () => byHeader({ at: new Date(NOW + 600_000) })],
    ["as an address", () => byAddress()],
    [
      "as an address, half an hour later",
      () => byAddress({ at: new Date(NOW - 1_800_000), expiresSeconds: 3600 }),
    ],
  ])("%s", async (_name, make) => {
    const { status, body } = await sent(make());
    expect(body).toContain("<GetCallerIdentityResult>");
    expect(status).toBe(200);
  });

  it("with parameters that are hard to escape, of which EC2 refuses the unknown", async () => {
    const { body } = await sent(
      byHeader({ service: "ec2", method: "GET", body: "", headers: {}, query: filtered }),
    );
    expect(body).toContain("<Code>UnknownParameter</Code>");
    expect(body).toContain("Filter-0");
  });

  it("whatever the order and the spaces of its Authorization header", async () => {
    const signed = byHeader();
    const [algorithm = "", ...parts] = (signed.headers["authorization"] ?? "").split(/,? /);
    const authorization = `${algorithm} ${parts.toReversed().join(",")}`;
    expect((await sent({ ...signed, headers: { ...signed.headers, authorization } })).status).toBe(
      200,
    );
  });
});

type Row = [name: string, make: () => Signed, code: string, status: number];

const changed = (signed: Signed, change: Partial<Signed>): Signed => ({ ...signed, ...change });
const withHeader = (signed: Signed, name: string, value: string): Signed =>
  changed(signed, { headers: { ...signed.headers, [name]: value } });

describe("a request is refused", () => {
  it.each<Row>([
    [
      "with another body than was signed",
      () => changed(byHeader(), { body: `${WHO}&A=1` }),
      "SignatureDoesNotMatch",
      403,
    ],
    [
      "with another path",
      () => changed(byHeader(), { target: "/other" }),
      "SignatureDoesNotMatch",
      403,
    ],
    [
      "with another query",
      () => changed(byHeader(), { target: "/?a=1" }),
      "SignatureDoesNotMatch",
      403,
    ],
    [
      "with another header",
      () => withHeader(byHeader(), "content-type", "text/plain"),
      "SignatureDoesNotMatch",
      403,
    ],
    [
      "with a wrong secret",
      () => byHeader({ secretAccessKey: "guess" }),
      "SignatureDoesNotMatch",
      403,
    ],
    [
      "with a wrong secret at EC2",
      () => byHeader({ service: "ec2", secretAccessKey: "guess" }),
      "AuthFailure",
      401,
    ],
    [
      "with a wrong secret at SSM",
      () => byHeader({ service: "ssm", secretAccessKey: "guess" }),
      "InvalidSignatureException",
      400,
    ],
    [
      "with an unknown key",
      () => byHeader({ accessKeyId: "AKIANOBODY" }),
      "InvalidClientTokenId",
      403,
    ],
    [
      "with an unknown key at EC2",
      () => byHeader({ service: "ec2", accessKeyId: "AKIANOBODY" }),
      "AuthFailure",
      401,
    ],
    [
      "with an unknown key at SSM",
      () => byHeader({ service: "ssm", accessKeyId: "AKIANOBODY" }),
      "UnrecognizedClientException",
      400,
    ],
    [
      "with a token that the key has not",
      () => byHeader({ sessionToken: "x" }),
      "InvalidClientTokenId",
      403,
    ],
    [
      "signed long ago",
      () => byHeader({ at: new Date(NOW - 1_000_000) }),
      "SignatureDoesNotMatch",
      403,
    ],
    [
      "signed long ago at EC2",
      () => byHeader({ service: "ec2", at: new Date(NOW - 1_000_000) }),
      "RequestExpired",
      400,
    ],
    [
      "signed in time to come",
      () => byHeader({ at: new Date(NOW + 1_000_000) }),
      "SignatureDoesNotMatch",
      403,
    ],
    [
      "as an address that is over",
      () => byAddress({ at: new Date(NOW - 120_000) }),
      "SignatureDoesNotMatch",
      403,
    ],
    [
      "as an address that would live too long",
      () => byAddress({ expiresSeconds: 700_000 }),
      "SignatureDoesNotMatch",
      403,
    ],
    [
      "as an address that was changed",
      () => {
        const signed = byAddress();
        return changed(signed, { target: signed.target.replace("Expires=60", "Expires=61") });
      },
      "SignatureDoesNotMatch",
      403,
    ],
    [
      "as half an address",
      () => changed(byAddress(), { target: "/?X-Amz-Algorithm=AWS4-HMAC-SHA256" }),
      "IncompleteSignature",
      400,
    ],
    [
      "without a signature",
      () => changed(byHeader(), { headers: { host: host(), ...FORM } }),
      "MissingAuthenticationToken",
      403,
    ],
    [
      "with half a signature",
      () => withHeader(byHeader(), "authorization", "AWS4-HMAC-SHA256 Credential=a/b"),
      "IncompleteSignature",
      400,
    ],
    [
      "with another kind of authorization",
      () => withHeader(byHeader(), "authorization", "Bearer abc"),
      "IncompleteSignature",
      400,
    ],
    [
      "for a day that isn't its own",
      () => {
        const signed = byHeader();
        const authorization = (signed.headers["authorization"] ?? "").replace(
          "20261121",
          "20261120",
        );
        return withHeader(signed, "authorization", authorization);
      },
      "SignatureDoesNotMatch",
      403,
    ],
    [
      "for a service that isn't simulated",
      () => byHeader({ service: "route53" }),
      "UnsupportedOperation",
      400,
    ],
  ])("%s", async (_name, make, code, status) => {
    const answer = await sent(make());
    expect(answer.body).toContain(code);
    expect(answer.status).toBe(status);
  });

  it("with the moments that matter in its words", async () => {
    const { body } = await sent(byHeader({ at: new Date(NOW - 1_000_000) }));
    expect(body).toContain(
      "Signature expired: 20261121T114320Z is now earlier than 20261121T114500Z (20261121T120000Z - 15 min.)",
    );
  });

  it("with what its header lacks", async () => {
    const { body } = await sent(
      withHeader(byHeader(), "authorization", "AWS4-HMAC-SHA256 Credential=a/b"),
    );
    expect(body).toContain(
      "Authorization header requires &apos;Signature&apos; parameter. " +
        "Authorization header requires &apos;SignedHeaders&apos; parameter. Authorization=AWS4-HMAC-SHA256",
    );
  });
});
