/** Files, scripts, users, services and containers. */
import { sh } from "./sh.ts";

export const stepsPart = sh`bennu_user() { id "$1" >/dev/null 2>&1 || bennu_must useradd -m -s "$2" -d "$3" "$1"; }
bennu_shell() {
  b_content "$1" "$2" >"$B/step"
  chmod 700 "$B/step"
  if [ "$(head -c 2 "$B/step")" = '#!' ]; then bennu_must b_with "$B/step"; else bennu_must b_with sh -e "$B/step"; fi
}
b_write() {
  mkdir -p "$(dirname "$1")" && (umask 077; [ -e "$1" ] || : >"$1") && b_content "$4" "$5" >"$1" &&
    { [ -n "$BENNU_ROOT" ] || chown "$3" "$1"; } && chmod "$2" "$1"
}
bennu_file() {
  b_path=$1
  shift
  bennu_run b_write "$BENNU_ROOT$b_path" "$@" || bennu_fail "$b_title: could not write $b_path: $(cat "$M/last")"
  bennu_emit log "wrote $b_path"
}
bennu_service() { bennu_must systemctl enable --now "$1"; }
bennu_container() {
  b_engine=$1 b_name=$2 b_image=$3
  [ "$b_engine" != docker ] || bennu_service docker
  bennu_must "$b_engine" pull "$b_image"
  b_write "$BENNU_ROOT/etc/systemd/system/$b_name.service" 0644 root:root "$4" "$5" || bennu_fail "$b_title: could not write its unit file"
  mkdir -p "$BENNU_ROOT/etc/bennu"
  b_digest=$("$b_engine" image inspect --format '{{index .RepoDigests 0}}' "$b_image" 2>/dev/null)
  b_tag=\${b_image##*/}
  case $b_tag in *[:@]*) b_tag=\${b_tag#*[:@]} ;; *) b_tag=latest ;; esac
  echo "p $b_name $b_tag - container \${b_digest:-$b_image}" >>"$BENNU_ROOT/etc/bennu/containers"
  bennu_must systemctl daemon-reload
  bennu_service "$b_name"
}`;
