/** Secrets: fetched with the instance profile, kept in memory, masked in what is said, looked for in what stays. */
import { sh } from "./sh.ts";

/**
 * Python is there wherever cloud-init is, which is written in it; so neither the aws command nor curl has to be, and
 * no secret is ever a word of a command line. It signs its own request (Signature Version 4).
 */
const fetchScript = String.raw`import datetime, hashlib, hmac, json, os, sys, urllib.error, urllib.request as web
kind, name, key = (sys.argv[1:] + [""])[:3]
def ask(url, data=None, headers={}, method=None, opener=web.build_opener()):
    return opener.open(web.Request(url, data, headers, method=method), timeout=20).read().decode()
base = os.environ.get("BENNU_METADATA", "http://169.254.169.254")
direct = web.build_opener(web.ProxyHandler({}))
def about(path):
    return ask(base + "/latest/meta-data/" + path, headers={"X-aws-ec2-metadata-token": token}, opener=direct)
try:
    token = ask(base + "/latest/api/token", b"", {"X-aws-ec2-metadata-token-ttl-seconds": "300"}, "PUT", direct)
    region, domain = about("placement/region"), about("services/domain")
    try:
        role = about("iam/security-credentials/").split()[0]
        keys = json.loads(about("iam/security-credentials/" + role))
    except (urllib.error.HTTPError, IndexError):
        sys.exit("this server has no instance profile to read it with")
    service, target, asked = {
        "ssm": ("ssm", "AmazonSSM.GetParameter", {"Name": name, "WithDecryption": True}),
        "secretsManager": ("secretsmanager", "secretsmanager.GetSecretValue", {"SecretId": name}),
    }[kind]
    if name.startswith("arn:"): region = name.split(":")[3]
    url = os.environ.get("BENNU_ENDPOINT", "https://%s.%s.%s" % (service, region, domain))
    host, body = url.split("/")[2], json.dumps(asked)
    when = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    sent = {"content-type": "application/x-amz-json-1.1", "host": host, "x-amz-date": when,
            "x-amz-security-token": keys["Token"], "x-amz-target": target}
    names, scope = ";".join(sent), "%s/%s/%s/aws4_request" % (when[:8], region, service)
    def sha(text): return hashlib.sha256(text.encode()).hexdigest()
    wanted = "POST\n/\n\n%s\n%s\n%s" % ("".join("%s:%s\n" % one for one in sent.items()), names, sha(body))
    secret = ("AWS4" + keys["SecretAccessKey"]).encode()
    for part in (*scope.split("/"), "AWS4-HMAC-SHA256\n%s\n%s\n%s" % (when, scope, sha(wanted))):
        secret = hmac.new(secret, part.encode(), "sha256").digest()
    sent["authorization"] = "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s" % (keys["AccessKeyId"], scope, names, secret.hex())
    answer = json.loads(ask(url + "/", body.encode(), sent))
except urllib.error.HTTPError as refused:
    try: said = json.loads(refused.read().decode())
    except ValueError: said = {}
    word = said.get("message") or said.get("Message") or ""
    sys.exit(("%s %s" % (said.get("__type", refused).split("#")[-1] if said else refused, word)).strip())
except OSError as lost:
    sys.exit("no answer: %s" % lost)
value = answer["Parameter"]["Value"] if kind == "ssm" else answer.get("SecretString")
if value is None: sys.exit("it is binary; a secret for steps must be a text")
if key:
    try: value = json.loads(value)[key]
    except (ValueError, KeyError, TypeError): sys.exit("it is no JSON with the key " + key)
sys.stdout.write(value if isinstance(value, str) else json.dumps(value))`;

/** A secret's lines, and itself in base64 as far as what follows can't change it; longest first, so that none leaves the tail of another in sight. */
export const secretsPart =
  sh`bennu_secret() {
  b_kind=$(stat -f -c %T "$M" 2>/dev/null)
  case $b_kind in tmpfs | ramfs) ;; *) [ -n "$BENNU_ROOT" ] || bennu_fail "the secret $1: $M is not in memory here, so nothing was fetched" ;; esac
  command -v python3 >/dev/null || bennu_fail "the secret $1: there is no python3 here to fetch it with"
  printf '%s\n' "$@" >>"$B/wanted"
  b_fetch "$@"
}
b_fetch() {
  (umask 077; mkdir -p "$M/s" "$M/lines"; python3 -c "$b_fetcher" "$2" "$3" "$4" >"$M/s/$1" 2>"$M/last") ||
    bennu_fail "the secret $1 can not be had: $3: $(tail -n 1 "$M/last" | cut -c1-200)"
  b_size=$(wc -c <"$M/s/$1")
  { cat "$M/s/$1"; echo; head -c $((b_size - b_size % 3)) "$M/s/$1" | base64 -w0; echo; } | tr -d '\r' | grep '........' >"$M/lines/$1" ||
    bennu_fail "the secret $1 is shorter than 8 letters: it could not be told from other text in the log or on the disk"
  cat "$M"/lines/* | awk '{print length, $0}' | sort -rn | cut -d' ' -f2- >"$M/secrets"
}
b_secrets_again() {
  while read -r b_name && read -r b_kind && read -r b_id && IFS= read -r b_key; do
    b_fetch "$b_name" "$b_kind" "$b_id" "$b_key" </dev/null
  done <"$B/wanted"
}
bennu_no_secrets() {
  for b_lines in "$M"/lines/*; do
    find "\${BENNU_ROOT:-/}" \( -fstype proc -o -fstype sysfs -o -fstype tmpfs -o -fstype devtmpfs -o -fstype devpts -o -fstype cgroup2 \) -prune \
      -o -type f -cnewer "$B/began" -print0 2>/dev/null | xargs -0 -r grep -lF -f "$b_lines" -- 2>/dev/null >"$M/found"
    [ ! -s "$M/found" ] || bennu_fail "the secret \${b_lines##*/} is on the disk that would become the image: $(head -n 3 "$M/found" | tr '\n' ' ')"
  done
}
b_fetcher='` +
  fetchScript +
  `'`;
