/** The programs that users have their recipes in already, each run on the builder against itself. */
import { sh } from "./sh.ts";

/**
 * What a step brings lies in `tree` while it runs, and is gone before the image is made. Where CFEngine was never
 * bootstrapped its library is among the masterfiles only, where no policy looks for it.
 */
export const provisionersPart = sh`bennu_tree() {
  rm -rf "$B/tree" "$B/work"
  mkdir -p "$B/tree" "$B/work"
}
bennu_put() {
  mkdir -p "$(dirname "$B/tree/$1")"
  b_content "$2" "$3" >"$B/tree/$1" || bennu_fail "$b_title: could not write $1"
  [ -z "$4" ] || chmod "$4" "$B/tree/$1"
}
b_in_tree() { cd "$B/tree" && "$@"; }
bennu_ansible() {
  printf %s "$2" >"$B/work/variables.json"
  export ANSIBLE_NOCOLOR=1 ANSIBLE_RETRY_FILES_ENABLED=0 ANSIBLE_LOCALHOST_WARNING=0 ANSIBLE_INVENTORY_UNPARSED_WARNING=0 ANSIBLE_HOME="$B/work"
  bennu_must b_with b_in_tree ansible-playbook -i localhost, -c local -e "@$B/work/variables.json" "$1"
}
bennu_chef() {
  b_mode=$1
  printf %s "$2" >"$B/work/node.json"
  cat >"$B/work/chef.rb" <<END
chef_repo_path "$B/tree"
cookbook_path ["$B/tree/cookbooks", "$B/tree"].select { |path| File.directory?(path) }
node_path "$B/work/nodes"
file_cache_path "$B/work/cache"
file_backup_path "$B/work/backup"
END
  export CHEF_LICENSE=accept-silent
  set -- --no-color --config "$B/work/chef.rb" --json-attributes "$B/work/node.json"
  [ "$b_mode" = solo ] || set -- --local-mode "$@"
  for b_name in chef cinc; do
    [ "$b_mode" = solo ] && b_name=$b_name-solo || b_name=$b_name-client
    if command -v "$b_name" >/dev/null; then bennu_must b_with b_in_tree "$b_name" "$@"; return; fi
  done
  bennu_fail "$b_title: neither chef nor cinc is here"
}
b_puppet() {
  b_rc=0
  "$@" || b_rc=$?
  [ $b_rc -ne 2 ] || b_rc=0
  return $b_rc
}
bennu_puppet() {
  b_manifest=$1 b_modules= b_hiera=$2
  shift 2
  for b_word; do
    case $b_word in
      module:*) b_modules=$b_modules$B/tree/\${b_word#module:}: ;;
      fact:*) b_word=\${b_word#fact:}; export "FACTER_\${b_word%%=*}=\${b_word#*=}" ;;
    esac
  done
  set -- puppet apply --detailed-exitcodes --color=false --logdest=console
  [ -z "$b_modules" ] || set -- "$@" "--modulepath=$b_modules"'$basemodulepath'
  [ -z "$b_hiera" ] || set -- "$@" "--hiera_config=$B/tree/$b_hiera"
  bennu_must b_with b_in_tree b_puppet "$@" "$b_manifest"
}
b_cfengine() {
  "$@" >"$M/promises" 2>&1
  b_rc=$?
  cat "$M/promises"
  [ $b_rc -ne 0 ] || ! grep -q '^ *error: ' "$M/promises" || b_rc=1
  return $b_rc
}
b_cfengine_library() {
  for b_home in "$BENNU_ROOT/var/cfengine" "$BENNU_ROOT/var/lib/cfengine3"; do
    [ ! -d "$b_home/masterfiles/lib" ] || [ -e "$b_home/inputs/lib" ] || { mkdir -p "$b_home/inputs" && cp -r "$b_home/masterfiles/lib" "$b_home/inputs/"; }
  done
}
bennu_cfengine() {
  b_policy=$B/tree/$1
  b_cfengine_library
  set -- cf-agent --no-lock --inform --color=never --file "$b_policy" \${2:+--bundlesequence "$2"} \${3:+--define "$3"}
  chmod -R go-w "$B/tree"
  bennu_must b_with b_in_tree b_cfengine "$@"
}`;
