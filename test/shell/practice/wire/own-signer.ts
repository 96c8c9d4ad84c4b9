/**
 * A signer of AWS requests after AWS's description alone, for requests as no SDK makes them. It shares nothing with
 * the practice cloud or with an SDK, and sends over HTTP what it signed.
 */
import { createHash, createHmac } from "node:crypto";
import { request as send } from "node:http";

export interface Wish {
  readonly method?: string;
  /** As it goes over the wire. */
  readonly path?: string;
  readonly query?: readonly (readonly [string, string])[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly service?: string;
  readonly region?: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** Of the signature. */
  readonly at: Date;
  /** Also for an address: how long it lives. */
  readonly expiresSeconds?: number;
  readonly payload?: "signed" | "unsigned" | "told";
  /** Tells the time in the plain Date header. */
  readonly plainDate?: boolean;
}

export interface Signed {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const sha256 = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");
const hmac = (key: string | Buffer, text: string) =>
  createHmac("sha256", key).update(text).digest();

/** RFC 3986: letters, digits and `-._~` stay. */
const escape = (text: string) =>
  [...Buffer.from(text, "utf8")]
    .map((byte) =>
      /[A-Za-z0-9\-._~]/.test(String.fromCharCode(byte))
        ? String.fromCharCode(byte)
        : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`,
    )
    .join("");

const stampOf = (at: Date) => `${at.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;

const queryText = (query: Wish["query"] = []) =>
  query
    .map(([name, value]) => [escape(name), escape(value)])
    .sort((a, b) => (a.join("\u0000") < b.join("\u0000") ? -1 : 1))
    .map((pair) => pair.join("="))
    .join("&");

function signature(wish: Wish, canonical: string): string {
  const stamp = stampOf(wish.at);
  const day = stamp.slice(0, 8);
  const toSign = ["AWS4-HMAC-SHA256", stamp, scopeOf(wish), sha256(canonical)].join("\n");
  const chain = [day, wish.region ?? "eu-west-1", wish.service ?? "sts", "aws4_request", toSign];
  const start: string | Buffer = `AWS4${wish.secretAccessKey}`;
  return chain.reduce<string | Buffer>(hmac, start).toString("hex");
}

const scopeOf = ({ at, region = "eu-west-1", service = "sts" }: Wish) =>
  `${stampOf(at).slice(0, 8)}/${region}/${service}/aws4_request`;

function canonicalOf(
  wish: Wish,
  query: Wish["query"],
  headers: Readonly<Record<string, string>>,
  payload: string,
): readonly [text: string, names: string] {
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  const lines = Object.entries(headers)
    .map(([name, value]) => `${name.toLowerCase()}:${value.trim().replace(/ +/g, " ")}\n`)
    .sort();
  const path = (wish.path ?? "/").split("/").map(escape).join("/");
  const list = names.sort().join(";");
  const text = [wish.method ?? "POST", path, queryText(query), lines.join(""), list, payload];
  return [text.join("\n"), list];
}

const targetOf = (wish: Wish, query: Wish["query"]) =>
  (query ?? []).length > 0 ? `${wish.path ?? "/"}?${queryText(query)}` : (wish.path ?? "/");

/** With an Authorization header. */
export function signHeader(wish: Wish, host: string): Signed {
  const { body = "", payload = "signed" } = wish;
  const hash = payload === "unsigned" ? "UNSIGNED-PAYLOAD" : sha256(body);
  const headers: Record<string, string> = {
    host,
    ...(wish.plainDate ? { date: wish.at.toUTCString() } : { "x-amz-date": stampOf(wish.at) }),
    ...wish.headers,
    ...(payload === "signed" ? {} : { "x-amz-content-sha256": hash }),
    ...(wish.sessionToken ? { "x-amz-security-token": wish.sessionToken } : {}),
  };
  const [canonical, names] = canonicalOf(wish, wish.query, headers, hash);
  const credential = `Credential=${wish.accessKeyId}/${scopeOf(wish)}`;
  const authorization = `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${names}, Signature=${signature(wish, canonical)}`;
  return {
    method: wish.method ?? "POST",
    target: targetOf(wish, wish.query),
    headers: { ...headers, authorization },
    body,
  };
}

/** As an address that anyone may follow until it expires. */
export function presign(wish: Wish, host: string): Signed {
  const query: (readonly [string, string])[] = [
    ...(wish.query ?? []),
    ["X-Amz-Algorithm", "AWS4-HMAC-SHA256"],
    ["X-Amz-Credential", `${wish.accessKeyId}/${scopeOf(wish)}`],
    ["X-Amz-Date", stampOf(wish.at)],
    ["X-Amz-Expires", String(wish.expiresSeconds ?? 60)],
    ["X-Amz-SignedHeaders", "host"],
    ...(wish.sessionToken ? [["X-Amz-Security-Token", wish.sessionToken] as const] : []),
  ];
  const whole = { ...wish, method: wish.method ?? "GET" };
  const [canonical] = canonicalOf(whole, query, { host }, sha256(wish.body ?? ""));
  const signed = [...query, ["X-Amz-Signature", signature(whole, canonical)] as const];
  return {
    method: whole.method,
    target: targetOf(wish, signed),
    headers: { host },
    body: wish.body ?? "",
  };
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

export function sendSigned(port: number, signed: Signed): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { method, headers, target: path } = signed;
    const sent = send({ host: "127.0.0.1", port, method, path, headers }, (reply) => {
      let body = "";
      reply.setEncoding("utf8");
      reply.on("data", (text: string) => (body += text));
      reply.on("end", () => resolve({ status: reply.statusCode ?? 0, body }));
    });
    sent.on("error", reject);
    sent.end(signed.body);
  });
}
