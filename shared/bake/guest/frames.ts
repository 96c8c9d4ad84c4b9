/** What every program begins with: where things lie, frames on the console, commands whose output goes there. */
import { sedWithoutSecrets } from "../without-secrets.ts";
import { sh } from "./sh.ts";

/**
 * B is on the disk, for what must outlive a restart; M is in memory, for secrets and for output that may hold them.
 * Every text that leaves goes through b_mask, which hides the secrets that a recipe names and what names itself one. A
 * command's output is followed in a file, not a pipe, so that a daemon which it leaves behind holds nothing up.
 */
export const framesPart =
  sh`: "\${BENNU_CONSOLE:=/dev/console}" "\${BENNU_ROOT:=}" "\${BENNU_TRIES:=15}" "\${BENNU_MEMORY:=/run}" "\${BENNU_ROOM:=44000}"
export LC_ALL=C DEBIAN_FRONTEND=noninteractive HOME="\${HOME:-/root}"
export PATH="\${PATH:-/usr/sbin:/usr/bin:/sbin:/bin}:/usr/local/bin:/opt/puppetlabs/bin:/var/cfengine/bin:/opt/chef/bin:/opt/cinc/bin"
B=$BENNU_ROOT/var/lib/bennu b_hook=$BENNU_ROOT/var/lib/cloud/scripts/per-boot/bennu-resume
b_at=0 b_of=0 b_run=0 b_bad=0 b_bads= b_title=start
mkdir -p "$B/set" && chmod 700 "$B"
M=$(mktemp -d "$BENNU_MEMORY/bennu.XXXXXX")
: >"$M/last"
[ -s "$B/seq" ] && cp "$B/seq" "$M/seq" || echo 0 >"$M/seq"
b_frame() {
  read -r b_seq <"$M/seq"
  b_seq=$((b_seq + 1))
  echo "$b_seq" >"$M/seq"
  echo "$b_seq" >"$B/seq"
  b_body="$1 \${2:--}"
  b_sum=$(printf %s "$BENNU_SESSION$b_seq $b_body" | cksum)
  b_whole="bennu $BENNU_SESSION$b_seq \${b_sum%% *} $b_body"
  case $1 in log | manifest | packed) ;; *) echo "$b_whole" >>"$B/frames" ;; esac
  echo "$b_whole" >>"$BENNU_CONSOLE"
  echo "$b_whole" >>"$BENNU_MEMORY/bennu-frames"
}
b_mask() {
  b_text=$1
  [ ! -s "$M/secrets" ] || b_mask_known
  case $b_text in
    *://*@* | *[Pp][Aa][Ss][Ss]* | *[Pp][Ww][Dd]* | *[Ss][Ee][Cc][Rr][Ee][Tt]* | *[Tt][Oo][Kk][Ee][Nn]* | *[Cc][Rr][Ee][Dd][Ee][Nn][Tt]* | *[Kk][Ee][Yy]* | *[Aa][Uu][Tt][Hh]* | *mysql* | *" -u"* | *" --user"* | *gh?_* | *github_pat_* | *glpat-* | *xox?-* | *eyJ*)
      b_text=$(printf %s "$b_text" | sed -E "$b_named_secrets") ;;
  esac
}
b_mask_known() {
  while IFS= read -r b_secret; do
    b_done=
    while case $b_text in *"$b_secret"*) ;; *) false ;; esac; do
      b_done=$b_done\${b_text%%"$b_secret"*}'[secret]'
      b_text=\${b_text#*"$b_secret"}
    done
    b_text=$b_done$b_text
  done <"$M/secrets"
}
bennu_emit() {
  b_mask "$2"
  b_frame "$1" "$(printf %s "$b_text" | base64 -w0 | tr '+/' '-_' | tr -d =)"
}
b_mask_key() {
  case $b_line in
    *-----BEGIN*PRIVATE\ KEY-----*) b_in_key=1 b_text='[secret]' ;;
    *-----END*) b_in_key= ;;
    *[!A-Za-z0-9+/=]*) b_in_key= ;;
    *) [ -z "$b_in_key" ] || b_text='[secret]' ;;
  esac
}
bennu_log() {
  b_lines=0 b_in_key=
  while IFS= read -r b_line || [ -n "$b_line" ]; do
    b_mask "$b_line"
    b_mask_key
    b_line=$b_text
    b_lines=$((b_lines + 1))
    [ -z "$b_line" ] || printf '%.300s\n' "$b_line" >"$M/last"
    case $b_line in *fatal:* | *FATAL* | *ERROR!* | *Error:* | *error:* | E:*)
      printf '%.300s\n' "$b_line" >"$M/cause"
      [ -s "$M/first" ] || cp "$M/cause" "$M/first"
      ;;
    esac
    if [ $b_lines -le 400 ]; then bennu_emit log "$(printf %.300s "$b_line")"; continue; fi
    printf '%.300s\n' "$b_line" >>"$M/rest"
    [ $((b_lines % 1000)) -ne 0 ] || { tail -n 40 "$M/rest" >"$M/kept"; mv "$M/kept" "$M/rest"; }
  done
  [ $b_lines -gt 400 ] || return 0
  [ $b_lines -le 440 ] || bennu_emit log "($((b_lines - 440)) lines of this output are left out)"
  tail -n 40 "$M/rest" >"$M/kept"
  rm -f "$M/rest"
  while IFS= read -r b_line; do bennu_emit log "$b_line"; done <"$M/kept"
}
bennu_run() {
  : >"$M/last"
  : >"$M/cause"
  : >"$M/first"
  : >"$M/out"
  "$@" </dev/null >>"$M/out" 2>&1 &
  b_pid=$!
  tail -n +1 -s 0.2 -f --pid=$b_pid "$M/out" | bennu_log
  wait $b_pid
}
b_why() {
  while case $1 in b_*) ;; *) false ;; esac; do shift; done
  b_cause=
  case $1 in
    sh | "$B/step") ;;
    puppet | cf-agent) b_cause=$(cat "$M/first") ;;
    *) b_cause=$(cat "$M/cause") ;;
  esac
  b_cause=\${b_cause#"\${b_cause%%[! ]*}"}
  if [ "$b_cause" ]; then echo "$b_title: $b_cause ($1 ended with $b_rc)"; return; fi
  b_cause=$(cat "$M/last")
  b_cause=\${b_cause#"\${b_cause%%[! ]*}"}
  echo "$b_title: $1 ended with $b_rc\${b_cause:+; its last line was: $b_cause}"
}
bennu_must() {
  b_rc=0
  bennu_run "$@" || b_rc=$?
  [ $b_rc -eq 0 ] || bennu_fail "$(b_why "$@")"
}
b_with() {
  export LC_ALL=C.UTF-8
  for b_f in "$B"/set/* "$M"/s/*; do [ ! -f "$b_f" ] || export "\${b_f##*/}=$(cat "$b_f")"; done
  "$@"
}
bennu_set() { printf %s "$2" >"$B/set/$1"; }
b_content() { if [ "$1" = base64 ]; then printf %s "$2" | base64 -d; else printf %s "$2"; fi; }
b_named_secrets='` +
  sedWithoutSecrets.replaceAll("'", String.raw`'\''`) +
  `'`;
