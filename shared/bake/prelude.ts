/**
 * The shell functions that a builder's program calls: POSIX sh, for Amazon Linux 2023 and Debian, with nothing but
 * coreutils and what those systems have. They speak to the serial console in the frames of frames.ts.
 * BENNU_CONSOLE, BENNU_ROOT and BENNU_TRIES are there so that a test can run them for real in a folder.
 * The whole of it travels in 16 KB with the program, so it is terse.
 */
export const programStart = "# bennu program";

export const prelude = String.raw`# bennu prelude
: "${"$"}{BENNU_CONSOLE:=/dev/console}" "${"$"}{BENNU_ROOT:=}" "${"$"}{BENNU_TRIES:=15}"
export LC_ALL=C DEBIAN_FRONTEND=noninteractive HOME="${"$"}{HOME:-/root}"
B=$(mktemp -d) b_at=0 b_of=0 b_run=0 b_bad=0 b_bads= b_title=start
echo 0 >"$B/seq"
: >"$B/last"
bennu_emit() {
  read -r b_seq <"$B/seq"
  b_seq=$((b_seq + 1))
  echo "$b_seq" >"$B/seq"
  b_word=$(printf %s "$2" | base64 -w0 | tr '+/' '-_' | tr -d =)
  b_body="$1 ${"$"}{b_word:--}"
  b_sum=$(printf %s "$BENNU_SESSION$b_seq $b_body" | cksum)
  b_frame="bennu $BENNU_SESSION$b_seq ${"$"}{b_sum%% *} $b_body"
  [ "$1" = log ] || echo "$b_frame" >>"$B/frames"
  echo "$b_frame" >>"$BENNU_CONSOLE"
}
bennu_log() {
  b_lines=0
  while IFS= read -r b_line || [ -n "$b_line" ]; do
    b_lines=$((b_lines + 1))
    [ -z "$b_line" ] || printf '%.200s\n' "$b_line" >"$B/last"
    [ $b_lines -gt 400 ] || bennu_emit log "$(printf %.300s "$b_line")"
    [ $b_lines -ne 401 ] || bennu_emit log '(the rest of this output is left out)'
  done
}
bennu_run() {
  : >"$B/last"
  { "$@" </dev/null 2>&1; echo $? >"$B/rc"; } | bennu_log
  return "$(cat "$B/rc")"
}
bennu_must() { bennu_run "$@" || bennu_fail "$b_title: $(cat "$B/last") ($1 ended with $(cat "$B/rc"))"; }
bennu_halt() {
  trap - EXIT
  [ "$(wc -c <"$B/frames")" -gt 28000 ] || cat "$B/frames" >>"$BENNU_CONSOLE"
  rm -rf "$B"
  sync
  [ "$BENNU_SESSION" = m ] || shutdown -h now
}
bennu_fail() {
  bennu_emit end "failed $1"
  bennu_halt
  exit 1
}
bennu_begin() {
  b_of=$1
  trap 'bennu_fail "$b_title: the program ended early"' EXIT
  dmesg -n 1 2>/dev/null
  shutdown -h "+$2" >/dev/null 2>&1
  bennu_emit begin "$3"
}
bennu_step() {
  b_at=$((b_at + 1)) b_title=$1
  bennu_emit step "$b_at/$b_of $1"
}
bennu_decode() { printf %s "$1" | base64 -d; }
bennu_dnf() { if command -v dnf >/dev/null; then bennu_must dnf -y "$@"; else bennu_must yum -y "$@"; fi; }
bennu_packages() {
  b_format=$1
  shift
  if [ "$b_format" = rpm ]; then bennu_dnf install "$@"; return; fi
  [ -e "$B/updated" ] || bennu_must apt-get -q update
  : >"$B/updated"
  bennu_must apt-get -qy install --no-install-recommends "$@"
}
bennu_remove() {
  b_format=$1
  shift
  if [ "$b_format" = rpm ]; then bennu_dnf remove "$@"; else bennu_must apt-get -qy remove "$@"; fi
}
bennu_user() { id "$1" >/dev/null 2>&1 || bennu_must useradd -m -s "$2" -d "$3" "$1"; }
bennu_shell() {
  bennu_decode "$1" >"$B/step"
  chmod 700 "$B/step"
  if [ "$(head -c 2 "$B/step")" = '#!' ]; then bennu_must "$B/step"; else bennu_must sh -e "$B/step"; fi
}
bennu_file() {
  mkdir -p "$(dirname "$BENNU_ROOT$1")" && bennu_decode "$4" >"$BENNU_ROOT$1" && chmod "$2" "$BENNU_ROOT$1" ||
    bennu_fail "$b_title: could not write $1"
  [ -n "$BENNU_ROOT" ] || bennu_must chown "$3" "$1"
  bennu_emit log "wrote $1"
}
bennu_service() { bennu_must systemctl enable --now "$1"; }
bennu_ansible() {
  bennu_decode "$1" >"$B/playbook.yml"
  bennu_must ansible-playbook -i localhost, -c local "$B/playbook.yml"
}
bennu_container() {
  b_name=$1 b_image=$2 b_flags=$3
  bennu_must systemctl enable --now docker
  bennu_must docker pull "$b_image"
  printf '[Unit]\nRequires=docker.service\nAfter=docker.service\n[Service]\nRestart=always\nExecStartPre=-/usr/bin/docker rm -f %s\nExecStart=/usr/bin/docker run --rm --name %s %s %s\n[Install]\nWantedBy=multi-user.target\n' \
    "$b_name" "$b_name" "$b_flags" "$b_image" >"$BENNU_ROOT/etc/systemd/system/$b_name.service"
  mkdir -p "$BENNU_ROOT/etc/bennu"
  echo "p $b_name ${"$"}{b_image##*:} - container" >>"$BENNU_ROOT/etc/bennu/containers"
  bennu_must systemctl daemon-reload
  bennu_service "$b_name"
}
b_version() {
  if rpm -q "$1" >/dev/null 2>&1; then rpm -q --qf '%{VERSION}-%{RELEASE}' "$1"; return; fi
  [ "$(dpkg-query -W -f '${"$"}{db:Status-Status}' "$1" 2>/dev/null)" != installed ] || dpkg-query -W -f '${"$"}{Version}' "$1"
}
check_command() {
  bennu_decode "$1" >"$B/test"
  sh -e "$B/test"
}
check_port() { ss -Hltn | awk '{print $4}' | grep ":$1\$"; }
check_http() {
  b_code=$(curl -s -o /dev/null -w '%{http_code}' --max-time 10 "$1")
  echo "answered $b_code"
  [ "$b_code" = "$2" ]
}
check_package() {
  b_have=$(b_version "$1")
  echo "${"$"}{b_have:-not installed}"
  if [ "$3" = absent ]; then [ -z "$b_have" ]; return; fi
  case "$b_have" in '') return 1 ;; "$2" | "$2"-*) ;; *) [ "$2" = - ] ;; esac
}
check_file() { if [ "$2" = absent ]; then [ ! -e "$BENNU_ROOT$1" ]; else [ -e "$BENNU_ROOT$1" ]; fi; }
check_service() { systemctl is-active "$1"; }
bennu_test() {
  b_kind=$1 b_name=$2 b_left=$BENNU_TRIES b_from=$(date +%s%3N) b_verdict=pass
  shift 2
  case $b_kind in package | file) b_left=1 ;; esac
  until "check_$b_kind" "$@" >"$B/out" 2>&1 </dev/null; do
    b_left=$((b_left - 1))
    if [ $b_left -lt 1 ]; then b_verdict=fail; break; fi
    sleep 2
  done
  b_run=$((b_run + 1))
  [ $b_verdict = pass ] || b_bad=$((b_bad + 1)) b_bads="${"$"}{b_bads:+$b_bads; }$b_name"
  bennu_emit test "$(printf '%s\t%s\t%s\t%.200s' $b_verdict $(($(date +%s%3N) - b_from)) "$b_name" "$(tail -n 1 "$B/out")")"
}
bennu_tested() { [ $b_bad -eq 0 ] || bennu_fail "$b_bad of $b_run tests failed: $b_bads"; }
b_facts() {
  echo 'v 1'
  echo "t $(date +%s)"
  echo "k $(uname -r)"
  ! command -v rpm >/dev/null || rpm -qa --qf 'p %{NAME} %{VERSION}-%{RELEASE} %{ARCH} rpm\n'
  ! command -v dpkg-query >/dev/null || dpkg-query -W -f 'p ${"$"}{Package} ${"$"}{Version} ${"$"}{Architecture} deb\n'
  cat "$BENNU_ROOT/etc/bennu/containers" 2>/dev/null
  for b_path; do
    [ ! -f "$BENNU_ROOT$b_path" ] || echo "f sha256:$(sha256sum <"$BENNU_ROOT$b_path" | cut -c1-64) $b_path"
  done
  cut -d: -f1 "$BENNU_ROOT/etc/passwd" | sed 's/^/u /'
  systemctl list-unit-files --type=service --state=enabled --no-legend | sed 's/^/s /;s/\.service.*//'
  ss -Hltn | awk '{n = split($4, a, ":"); print "l tcp/" a[n]}' | sort -u
  df -Pm / | awk 'NR == 2 {print "d " $3}'
  echo "b $(cut -d. -f1 /proc/uptime)"
  [ ! -f "$BENNU_ROOT/etc/bennu/recipe.yaml" ] || {
    echo "r $(cat "$BENNU_ROOT/etc/bennu/name")"
    base64 -w800 <"$BENNU_ROOT/etc/bennu/recipe.yaml" | sed -e '$a\' | sed 's/^/y /'
  }
}
bennu_manifest() {
  b_facts "$@" >"$B/manifest"
  echo "z $(wc -l <"$B/manifest")" >>"$B/manifest"
  b_chunk= b_count=0
  while IFS= read -r b_fact; do
    b_chunk="$b_chunk$b_fact
" b_count=$((b_count + 1))
    [ $b_count -lt 20 ] || { bennu_emit manifest "$b_chunk"; b_chunk= b_count=0; }
  done <"$B/manifest"
  [ -z "$b_chunk" ] || bennu_emit manifest "$b_chunk"
}
bennu_keep() {
  b_etc=$BENNU_ROOT/etc/bennu b_lib=$BENNU_ROOT/usr/lib/bennu b_per=$BENNU_ROOT/var/lib/cloud/scripts/per-instance
  mkdir -p "$b_etc" "$b_lib" "$b_per"
  bennu_decode "$1" >"$b_etc/recipe.yaml"
  echo "$2" >"$b_etc/name"
  shift 2
  sed -n '/^# bennu prelude$/,/^# bennu program$/p' "$0" >"$b_lib/guest.sh"
  printf '#!/bin/sh\nBENNU_SESSION=m\n. "%s/guest.sh"\nbennu_emit begin manifest\nbennu_manifest %s\nbennu_emit end ok\nbennu_halt\n' "$b_lib" "$*" >"$b_per/bennu-manifest"
  chmod 755 "$b_per/bennu-manifest"
}
bennu_end() {
  [ "$BENNU_SESSION" != b ] || [ -n "$BENNU_ROOT" ] || : >/etc/machine-id
  bennu_emit end ok
  bennu_halt
  exit 0
}
# bennu program`;
