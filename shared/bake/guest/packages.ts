/** Package managers, and package files whose SHA-256 is checked before anything is installed. */
import { sh } from "./sh.ts";

/** Files of a step lie in `packages`, and are named `file:NAME` among the words. */
export const packagesPart = sh`b_dnf() {
  if command -v dnf >/dev/null; then bennu_must dnf -y "$@"
  elif command -v yum >/dev/null; then bennu_must yum -y "$@"
  else bennu_fail "$b_title: neither dnf nor yum is here: this base has no rpm packages"; fi
}
b_apt() {
  command -v apt-get >/dev/null || bennu_fail "$b_title: there is no apt-get here: this base has no deb packages"
  bennu_must apt-get -qy -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@"
}
b_get() {
  if command -v curl >/dev/null; then curl -fsSL --retry 3 --retry-delay 2 --max-time 900 -o "$2" "$1"
  else python3 -c 'import sys, urllib.request as u; u.urlretrieve(sys.argv[1], sys.argv[2])' "$1" "$2"; fi
}
bennu_download() {
  mkdir -p "$B/packages"
  bennu_emit log "fetching $2"
  bennu_run b_get "$2" "$B/packages/$1" || bennu_fail "$b_title: $2 could not be fetched: $(cat "$M/last")"
  b_have=$(sha256sum <"$B/packages/$1" | cut -c1-64)
  [ "$b_have" = "$3" ] || bennu_fail "$b_title: the SHA-256 of $2 is $b_have, and the recipe wants $3. Nothing of this step was installed"
}
bennu_package_file() {
  mkdir -p "$B/packages"
  b_content base64 "$2" >"$B/packages/$1" || bennu_fail "$b_title: could not write the package file $1"
}
bennu_packages() {
  b_format=$1
  shift
  for b_word; do
    shift
    case $b_word in file:*) b_word=$B/packages/\${b_word#file:} ;; esac
    set -- "$@" "$b_word"
  done
  if [ "$b_format" = rpm ]; then
    b_dnf install "$@"
  else
    [ -e "$B/updated" ] || b_apt update
    : >"$B/updated"
    b_apt install --no-install-recommends --allow-downgrades "$@"
  fi
  rm -rf "$B/packages"
}
bennu_remove() {
  b_format=$1
  shift
  if [ "$b_format" = rpm ]; then b_dnf remove "$@"; else b_apt remove "$@"; fi
}
b_is_here() {
  for b_program; do command -v "$b_program" >/dev/null && return; done
  return 1
}
bennu_need() {
  b_programs=$1 b_name=\${3#file:}
  b_is_here $b_programs && return
  [ $# -gt 1 ] || bennu_fail "$b_title: there is no \${b_programs%% *} here, and the recipe names no package that brings it"
  case $4 in '') ;; base64) bennu_package_file "$b_name" "$5" ;; *) bennu_download "$b_name" "$4" "$5" ;; esac
  bennu_packages "$2" "$3"
  hash -r
  b_is_here $b_programs || bennu_fail "$b_title: $b_name is installed, and there is still no \${b_programs%% *}"
}`;
