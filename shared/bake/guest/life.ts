/** From the first frame to the last: the time limit, the steps, a restart in between, the end. */
import { sh } from "./sh.ts";

/**
 * After a restart cloud-init's per-boot script runs what is in `resume`: the rest of the program where a reboot step
 * wrote it, else a word of failure, for then the builder restarted where nobody asked it to.
 */
export const lifePart = sh`bennu_halt() {
  trap - EXIT
  [ ! -f "$B/frames" ] || tail -c 12000 "$B/frames" >>"$BENNU_CONSOLE"
  rm -rf "$B" "$M" "$b_hook"
  sync
  [ "$BENNU_SESSION" = m ] || shutdown -h now
}
bennu_fail() {
  bennu_emit end "failed $1"
  bennu_halt
  exit 1
}
b_guard() {
  trap 'bennu_fail "$b_title: the program ended early"' EXIT
  dmesg -n 1 2>/dev/null
  b_minutes=$(((b_until - $(date +%s) + 59) / 60))
  [ $b_minutes -gt 0 ] || bennu_fail "$b_title: the time limit has passed"
  shutdown -h "+$b_minutes" >/dev/null 2>&1
}
b_after_boot() {
  { sed -n '1,/^# bennu program$/p' "$0"; echo bennu_resume; cat; } >"$B/next"
  mv "$B/next" "$B/resume"
  mkdir -p "$(dirname "$b_hook")"
  printf '#!/bin/sh\nmv "%s/resume" "%s/program" && exec sh "%s/program"\n' "$B" "$B" "$B" >"$b_hook"
  chmod 755 "$b_hook"
}
b_watch() {
  [ "$BENNU_SESSION" = b ] || return 0
  echo 'bennu_fail "$b_title: the builder restarted in the middle of it. For a restart the recipe needs a reboot step"' | b_after_boot
}
bennu_begin() {
  echo 0 >"$M/seq"
  : >"$B/frames"
  : >"$B/began"
  b_of=$1 b_until=$(($(date +%s) + $2 * 60))
  b_guard
  b_watch
  bennu_emit begin "$3"
}
bennu_step() {
  b_at=$((b_at + 1)) b_title=$1
  printf '%s\n' "$b_at" "$b_of" "$b_until" "$b_title" >"$B/state"
  bennu_emit step "$b_at/$b_of $1"
}
bennu_reboot() {
  sed "1,/^bennu_reboot $1\$/d" "$0" | b_after_boot
  bennu_emit log restarting
  shutdown -r now || reboot || bennu_fail "$b_title: the builder can not be restarted"
  trap - EXIT
  rm -rf "$M"
  sync
  exit 0
}
bennu_resume() {
  { read -r b_at; read -r b_of; read -r b_until; IFS= read -r b_title; } <"$B/state"
  rm -f "$b_hook"
  b_guard
  b_watch
  bennu_emit log "up again, kernel $(uname -r)"
  [ ! -f "$B/wanted" ] || b_secrets_again
}
bennu_end() {
  [ "$BENNU_SESSION" != b ] || [ -n "$BENNU_ROOT" ] || : >/etc/machine-id
  bennu_emit end ok
  bennu_halt
  exit 0
}`;
