/**
 * How a program gets to a server whose user data EC2 limits to 16 KB, counted before base64: as it is; packed with
 * gzip, which cloud-init unpacks; or from a bucket, by a stub that fetches it through a presigned address and runs
 * it only if its SHA-256 is right.
 */
import { utf8Length } from "./base64.ts";
import { sh } from "./guest/sh.ts";
import type { Packed, Packer } from "./packing.ts";
import { quoteWord } from "./shell-words.ts";

/** EC2's limit of user data, before base64. */
export const userDataLimitBytes = 16 * 1024;

/** What the user sees before the bake. */
export interface DeliverySizes {
  readonly plainBytes: number;
  readonly gzipBytes: number;
  readonly limitBytes: number;
  readonly way: DeliveryWay;
}
export type DeliveryWay = "plain" | "gzip" | "s3";

/** Of `s3`, the object to put; its stub is made when the address is signed. */
export type Delivery = DeliverySizes &
  (
    | { readonly way: "plain"; readonly userData: string }
    | { readonly way: "gzip"; readonly packed: Packed }
    | { readonly way: "s3"; readonly packed: Packed }
  );

export function deliver(script: string, packer: Packer): Delivery {
  const plainBytes = utf8Length(script);
  const packed = packer.gzip(script);
  const sizes = { plainBytes, gzipBytes: packed.bytes, limitBytes: userDataLimitBytes };
  if (plainBytes <= userDataLimitBytes) return { ...sizes, way: "plain", userData: script };
  return { ...sizes, way: packed.bytes <= userDataLimitBytes ? "gzip" : "s3", packed };
}

/** Larger than any stub, whose address is the longest part of it: a session token may have 2 KB. */
export const largestStubBytes = 6 * 1024;

export interface ObjectWanted {
  readonly url: string;
  /** Of the packed object, as it lies in the bucket. */
  readonly sha256: string;
}

export function stubOf({ url, sha256 }: ObjectWanted, session: "b" | "t" | "i"): string {
  return [
    "#!/bin/sh",
    "# Made by Bennu: fetches the program of this server, whose size is over that of user data, and runs it.",
    `bennu_url=${quoteWord(url)}`,
    `bennu_sha256=${quoteWord(sha256)}`,
    `BENNU_SESSION=${session}`,
    stubBody,
    "",
  ].join("\n");
}

/** Says why in one frame and powers off, where the program can't be had: nothing else would tell. */
const stubBody = sh`: "\${BENNU_CONSOLE:=/dev/console}" "\${BENNU_ROOT:=}" "\${BENNU_TRIES:=15}"
export LC_ALL=C
b_dir=$BENNU_ROOT/var/lib/bennu
bennu_stop() {
  b_body="\${BENNU_SESSION}1 end $(printf %s "failed start: $1" | base64 -w0 | tr '+/' '-_' | tr -d =)"
  b_sum=$(printf %s "$b_body" | cksum)
  echo "bennu \${BENNU_SESSION}1 \${b_sum%% *} \${b_body#* }" >>"$BENNU_CONSOLE"
  rm -rf "$b_dir"
  sync
  shutdown -h now
  exit 1
}
bennu_download() {
  if command -v curl >/dev/null; then curl -fsSL --max-time 120 -o "$2" "$1" 2>&1
  else python3 -c 'import sys, urllib.request as u; u.urlretrieve(sys.argv[1], sys.argv[2])' "$1" "$2" 2>&1; fi
}
umask 077
mkdir -p "$b_dir"
b_left=$BENNU_TRIES
until bennu_download "$bennu_url" "$b_dir/program.gz" >"$b_dir/said"; do
  b_left=$((b_left - 1))
  [ $b_left -gt 0 ] || bennu_stop "the program could not be fetched from its bucket: $(tail -n 1 "$b_dir/said" | cut -c1-200)"
  sleep 5
done
[ "$(sha256sum <"$b_dir/program.gz" | cut -c1-64)" = "$bennu_sha256" ] ||
  bennu_stop 'the program from the bucket is not the one that was planned: its SHA-256 differs, so nothing was run'
gzip -dc "$b_dir/program.gz" >"$b_dir/program" || bennu_stop 'the program from the bucket can not be unpacked'
exec sh "$b_dir/program"`;
