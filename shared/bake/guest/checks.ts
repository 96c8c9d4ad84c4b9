/** A recipe's tests. What a service may need a while for is asked again; what can't change by waiting is asked once. */
import { sh } from "./sh.ts";

export const checksPart = sh`b_listening() {
  b_ports >"$M/ports"
  sed -n 's/^l //p' "$M/ports" | while read -r b_port; do
    case $b_port in udp/68 | udp/546) continue ;; esac
    if grep -qx "i $b_port" "$M/ports"; then echo "$b_port local"; else echo "$b_port reachable"; fi
  done
}
b_version() {
  if rpm -q "$1" >/dev/null 2>&1; then rpm -q --qf '%{VERSION}-%{RELEASE}\n' "$1" | head -n 1; return; fi
  [ "$(dpkg-query -W -f '\${db:Status-Status}' "$1" 2>/dev/null)" != installed ] || dpkg-query -W -f '\${Version}' "$1"
}
check_command() {
  b_content "$1" "$2" >"$B/test"
  chmod 700 "$B/test"
  if [ "$(head -c 2 "$B/test")" = '#!' ]; then "$B/test"; else sh -e "$B/test"; fi
}
check_port() { b_listening | sed -n "s|^tcp/$1 |listens, |p" | grep .; }
check_http() {
  b_code=$(curl -s -o "$M/body" -w '%{http_code}' --max-time 10 "$1")
  if [ "$b_code" != "$2" ]; then echo "answered $b_code"; return 1; fi
  [ -z "$3" ] || grep -qF -e "$3" "$M/body" || { echo "answered $b_code without: $3"; return 1; }
  echo "answered $b_code"
}
check_package() {
  b_have=$(b_version "$1")
  echo "\${b_have:-not installed}"
  if [ "$3" = absent ]; then [ -z "$b_have" ]; return; fi
  case "$b_have" in '') return 1 ;; "$2" | "$2"-*) ;; *) [ "$2" = - ] ;; esac
}
check_file() {
  b_path=$BENNU_ROOT$1
  if [ "$2" = absent ]; then [ ! -e "$b_path" ] || { echo 'it is there'; return 1; }; return; fi
  [ -e "$b_path" ] || { echo 'it is not there'; return 1; }
  [ "$3" = - ] || b_same mode "$3" "$(stat -c %04a "$b_path")" || return
  case $4 in - | *:*) b_form=%U:%G ;; *) b_form=%U ;; esac
  [ "$4" = - ] || b_same owner "$4" "$(stat -c $b_form "$b_path")" || return
  [ -z "$5" ] || grep -qF -e "$5" "$b_path" || { echo "no line of it has: $5"; return 1; }
}
b_same() { [ "$2" = "$3" ] || { echo "its $1 is $3, not $2"; return 1; }; }
check_service() {
  systemctl is-active "$1" || return
  [ "$2" != enabled ] || systemctl is-enabled "$1"
}
check_user() {
  if [ "$2" = absent ]; then ! id "$1" 2>/dev/null; else id "$1"; fi
}
check_listening() {
  b_others=$(b_listening | sed -n 's/ reachable$//p' | grep -vxF -e "$(printf '%s\n' "$@")" | sort -u | tr '\n' ' ')
  [ -z "$b_others" ] || { echo "also listening: $b_others"; return 1; }
}
check_boot() {
  for b_unit in $(b_enabled_units service); do
    case $b_unit in cloud-*) continue ;; esac
    [ "$(systemctl is-active "$b_unit")" != activating ] || { echo "$b_unit is still starting"; return 1; }
  done
  b_took=$(b_boot_seconds)
  [ -n "$b_took" ] || { echo 'systemd does not say how long it took'; return 1; }
  echo "$b_took s"
  awk "BEGIN {exit !($b_took <= $1)}"
}
b_with_variables() {
  for b_f in "$B"/set/*; do [ ! -f "$b_f" ] || export "\${b_f##*/}=$(cat "$b_f")"; done
  "$@"
}
bennu_test() {
  b_kind=$1 b_name=$2 b_left=$BENNU_TRIES b_from=$(date +%s%3N) b_verdict=pass
  shift 2
  case $b_kind in package | file | user) b_left=1 ;; esac
  until (b_with_variables "check_$b_kind" "$@") >"$M/out" 2>&1 </dev/null; do
    b_left=$((b_left - 1))
    if [ $b_left -lt 1 ]; then b_verdict=fail; break; fi
    sleep 2
  done
  b_run=$((b_run + 1))
  [ $b_verdict = pass ] || b_bad=$((b_bad + 1)) b_bads="\${b_bads:+$b_bads; }$b_name"
  bennu_emit test "$(printf '%s\t%s\t%s\t%.200s' $b_verdict $(($(date +%s%3N) - b_from)) "$b_name" "$(grep . "$M/out" | tail -n 1)")"
}
bennu_tested() { [ $b_bad -eq 0 ] || bennu_fail "$b_bad of $b_run tests failed: $b_bads"; }`;
