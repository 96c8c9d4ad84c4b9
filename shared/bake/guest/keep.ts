/** What stays in an image: the recipe, and the functions that print its manifest at each server's first boot. */
import { sh } from "./sh.ts";

export const keepPart = sh`bennu_keep() {
  b_etc=$BENNU_ROOT/etc/bennu b_lib=$BENNU_ROOT/usr/lib/bennu b_per=$BENNU_ROOT/var/lib/cloud/scripts/per-instance
  mkdir -p "$b_etc" "$b_lib" "$b_per"
  b_content "$1" "$2" >"$b_etc/recipe.yaml"
  echo "$3" >"$b_etc/name"
  shift 3
  sed -n '/^# bennu prelude$/,/^# bennu steps$/p;/^# bennu steps$/q' "$0" >"$b_lib/guest.sh"
  printf '#!/bin/sh\nBENNU_SESSION=m\n. "%s/guest.sh"\nbennu_emit begin manifest\nbennu_manifest %s\nbennu_emit end ok\nbennu_halt\n' "$b_lib" "$*" >"$b_per/bennu-manifest"
  chmod 755 "$b_per/bennu-manifest"
}`;
