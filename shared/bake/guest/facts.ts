/** The manifest: facts, one a line (manifest-text.ts reads them), packed where gzip is there, and kept in the image. */
import { sh } from "./sh.ts";

/**
 * The console keeps its newest 64 KB, and tests, the end and the noise of powering off come after the manifest: it has
 * 44,000 letters of it, which is about 3,500 packages of a distribution (5,000 of Debian's pack into 62,500). Packages
 * beyond that are left out on the console, and said to be; the image keeps them all.
 */
export const factsPart = sh`b_enabled_units() { systemctl list-unit-files "--type=$1" --state=enabled --no-legend 2>/dev/null | sed "s/\.$1.*//"; }
b_ports() {
  ss -Hltun | awk '{
    n = split($5, part, ":"); port = part[n]; address = substr($5, 1, length($5) - length(port) - 1)
    name = $1 "/" port; all[name] = 1
    if (address !~ /^127\./ && address != "[::1]" && address !~ /^\[::ffff:127\./) reachable[name] = 1
  } END {for (name in all) {print "l " name; if (!(name in reachable)) print "i " name}}' | sort
}
b_repositories() {
  if command -v rpm >/dev/null && rpm -q bash >/dev/null 2>&1; then
    dnf -q repoquery --installed --cacheonly --qf '%{name} %{from_repo}\n' 2>/dev/null
  elif command -v apt-cache >/dev/null; then
    dpkg-query -W -f '\${Package}\n' | xargs -r apt-cache policy 2>/dev/null | awk '
      /^[^ ]/ {name = substr($1, 1, length($1) - 1); mine = 0}
      /^ [*][*][*] / {mine = 1; next}
      /^     [^ ]/ {mine = 0}
      mine && $2 !~ /dpkg.status/ && !(name in done) {sub("^[a-z]*://", "", $2); done[name] = 1; print name, $2 "," $3}'
  fi
}
b_package_facts() {
  b_repositories >"$M/repositories"
  b_plain_repositories <"$M/repositories" >"$M/plain"
  {
    ! command -v rpm >/dev/null || rpm -qa --qf 'p %{NAME} %{VERSION}-%{RELEASE} %{ARCH} rpm\n'
    ! command -v dpkg-query >/dev/null || dpkg-query -W -f '\${db:Status-Status} p \${Package} \${Version} \${Architecture} deb\n' | sed -n 's/^installed //p'
  } | awk -v from="$M/repositories" -v plain="$M/plain" 'BEGIN {
      while ((getline line < plain) > 0) {split(line, part, " "); said[part[1]] = part[2]}
      while ((getline line < from) > 0) {split(line, part, " "); where[part[1]] = said[part[2]]}
    }
    {print ($2 in where) && where[$2] != "" ? $0 " " where[$2] : $0}' | sort
  cat "$BENNU_ROOT/etc/bennu/containers" 2>/dev/null
}
b_cron() {
  for b_path in "$BENNU_ROOT"/etc/crontab "$BENNU_ROOT"/etc/cron.d/* "$BENNU_ROOT"/var/spool/cron/* "$BENNU_ROOT"/var/spool/cron/crontabs/*; do
    [ ! -f "$b_path" ] || b_cron_lines "\${b_path#"$BENNU_ROOT"}" <"$b_path"
  done
  for b_path in "$BENNU_ROOT"/etc/cron.hourly/* "$BENNU_ROOT"/etc/cron.daily/* "$BENNU_ROOT"/etc/cron.weekly/* "$BENNU_ROOT"/etc/cron.monthly/*; do
    [ ! -x "$b_path" ] || echo "c \${b_path#"$BENNU_ROOT"} "
  done
  b_enabled_units timer | sed 's/.*/c &.timer /'
}
b_sysctl() {
  cat "$BENNU_ROOT"/etc/sysctl.conf "$BENNU_ROOT"/etc/sysctl.d/*.conf "$BENNU_ROOT"/usr/lib/sysctl.d/*.conf 2>/dev/null |
    sed -n 's/^ *-\{0,1\}\([a-z][a-zA-Z0-9_./-]*[^ =*]\) *=.*/\1/p' | sort -u | xargs -r sysctl -e 2>/dev/null | tr '\t' ' ' | sed -n 's/^\([^ ]*\) = \(.\)/x \1=\2/p' | b_plain_settings
}
b_facts() {
  echo 'v 2'
  echo "t $(date +%s)"
  echo "k $(uname -r)"
  echo "a $(uname -m)"
  sed -n 's/^PRETTY_NAME="\{0,1\}\([^"]*\).*/o \1/p' "$BENNU_ROOT/etc/os-release" 2>/dev/null
  b_package_facts
  for b_path; do
    [ -f "$BENNU_ROOT$b_path" ] || continue
    echo "f sha256:$(sha256sum <"$BENNU_ROOT$b_path" | cut -c1-64) $b_path"
    echo "m $(stat -c '%04a %U:%G' "$BENNU_ROOT$b_path") $b_path"
  done
  sed -n 's/^\([^:]*\):[^:]*:\([^:]*\):\([^:]*\):[^:]*:\(.*\)$/u \1:\2:\3:\4/p' "$BENNU_ROOT/etc/passwd"
  sed -n 's/^\([^:]*\):[^:]*:\(.*\)$/g \1:\2/p' "$BENNU_ROOT/etc/group"
  b_enabled_units service | sed 's/^/s /'
  b_ports
  b_cron
  b_sysctl
  df -Pm / | awk 'NR == 2 {print "d " $3}'
  df -Pm -x tmpfs -x devtmpfs -x overlay -x squashfs -x efivarfs 2>/dev/null | awk 'NR > 1 {print "h " $3, $2, $6}'
  b_boot_seconds | sed 's/\..*//;s/^/b /'
  [ ! -f "$BENNU_ROOT/etc/bennu/recipe.yaml" ] || {
    echo "r $(cat "$BENNU_ROOT/etc/bennu/name")"
    base64 -w800 <"$BENNU_ROOT/etc/bennu/recipe.yaml" | sed -e '$a\' | sed 's/^/y /'
  }
}
b_boot_seconds() {
  for b_unit in $(b_enabled_units service); do
    case $b_unit in cloud-*) ;; *) systemctl show -p ActiveEnterTimestampMonotonic "$b_unit" ;; esac
  done | sed -n 's/.*=//p' | sort -n | tail -n 1 | awk '$1 > 0 {printf "%.1f\n", $1 / 1000000}'
}
b_cut() {
  awk -v most="$1" '/^p / && ++seen > most {next} {print} END {if (seen > most) print "n packages " most " " seen}' "$M/facts" >"$M/manifest"
  echo "z $(wc -l <"$M/manifest")" >>"$M/manifest"
  if command -v gzip >/dev/null; then gzip -9nc "$M/manifest" | base64 -w900; else base64 -w900 "$M/manifest"; fi | tr '+/' '-_' | tr -d = >"$M/packed"
}
bennu_manifest() {
  b_facts "$@" >"$M/facts"
  if [ "$BENNU_SESSION" = b ]; then
    mkdir -p "$BENNU_ROOT/usr/lib/bennu"
    cp "$M/facts" "$BENNU_ROOT/usr/lib/bennu/manifest"
  fi
  b_most=$(grep -c '^p ' "$M/facts")
  b_cut "$b_most"
  while [ "$(wc -c <"$M/packed")" -gt "$BENNU_ROOM" ] && [ "$b_most" -gt 0 ]; do
    b_most=$((b_most * (BENNU_ROOM - 1000) / $(wc -c <"$M/packed") - 1))
    b_cut $((b_most > 0 ? b_most : 0))
  done
  b_type=packed
  command -v gzip >/dev/null || b_type=manifest
  if [ $b_type = packed ]; then
    while IFS= read -r b_word || [ -n "$b_word" ]; do b_frame packed "$b_word"; done <"$M/packed"
  else
    b_emit_plain
  fi
}
b_emit_plain() {
  b_chunk= b_count=0
  while IFS= read -r b_fact; do
    b_chunk="$b_chunk$b_fact
" b_count=$((b_count + 1))
    [ $b_count -lt 20 ] || { bennu_emit manifest "$b_chunk"; b_chunk= b_count=0; }
  done <"$M/manifest"
  [ -z "$b_chunk" ] || bennu_emit manifest "$b_chunk"
}`;
