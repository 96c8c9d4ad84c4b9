/**
 * What of the manifest may be a secret is kept back on the server itself: nothing of it is sent, nor written into the
 * image's own file. manifest/cron-line.ts and manifest/kept-back.ts say the same of what others printed, and why.
 */
import { sh } from "./sh.ts";

/** A line is its kept part, \001, and what is kept back; the shell's own printf gives that to cksum, so no process list has it. */
export const keptBackPart = sh`b_marked() {
  b_soh=$(printf '\001')
  while IFS= read -r b_line || [ -n "$b_line" ]; do
    case $b_line in
      *"$b_soh"*)
        b_kept=\${b_line%%"$b_soh"*}
        b_sum=$(printf %s "\${b_line#*"$b_soh"}" | cksum)
        printf "%s$1\n" "$b_kept" $((\${b_sum%% *} % 4096))
        ;;
      *) printf '%s\n' "$b_line" ;;
    esac
  done
}
b_cron_lines() {
  awk -v path="$1" -v users="$BENNU_ROOT/etc/passwd" '
    BEGIN {while ((getline one < users) > 0) {sub(/:.*/, "", one); known[one] = 1}}
    function join_from(at,   text) {for (; at <= NF; at++) text = text (text == "" ? "" : " ") $at; return text}
    function is_time(word) {
      word = tolower(word)
      if (n == 1) return word ~ /^@(reboot|yearly|annually|monthly|weekly|daily|midnight|hourly|every_minute|every_second|[0-9]+)$/
      gsub(/jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun/, "0", word)
      return word ~ /^[0-9*,\/~-]+$/
    }
    /^[ \t]*[0-9@*]/ {
      gsub(/[\001\r]/, "")
      n = substr($1, 1, 1) == "@" ? 1 : 5
      isCron = NF >= n
      for (at = 1; at <= n && isCron; at++) isCron = is_time($at)
      at = isCron ? n + 1 : 1
      if (isCron && path ~ /^\/etc\// && !($at in known)) isCron = 0
      else if (isCron && path ~ /^\/etc\//) at++
      kept = ""
      for (i = 1; i < at; i++) kept = kept (i == 1 ? "" : " ") $i
      hidden = join_from(at)
      for (name = at; isCron;) {
        if ($name ~ /^[A-Za-z_][A-Za-z0-9_]*=[A-Za-z0-9_.,:\/@%+-]*$/) name++
        else if ($name == "cd" && $(name + 1) ~ /^[A-Za-z0-9_.\/+-]+$/ && $(name + 2) == "&&") name += 3
        else break
      }
      if (isCron && $name ~ /^[A-Za-z_\/.][A-Za-z0-9_.\/+-]*$/) {
        kept = kept " " $name
        if (hidden == $name) hidden = ""
      }
      print "c " path " " kept (hidden == "" ? "" : (kept == "" ? "" : " ") "\001" hidden)
    }' | b_marked '[rest kept back, mark %03x]'
}
b_plain_settings() {
  awk '{at = index($0, "="); key = substr($0, 1, at); value = substr($0, at + 1); kept = value; gsub(/\001/, "", value)}
    tolower(key) ~ /secret|fastopen_key|passw|token/ {kept = ""}
    kept ~ /^\|/ {kept = substr(value, 2); sub(/[^A-Za-z0-9_.\/+-].*/, "", kept); kept = "|" kept}
    {print key kept (kept == value ? "" : (kept == "" ? "" : " ") "\001" substr(value, length(kept) + 1))}' | b_marked '[rest kept back, mark %03x]'
}
b_plain_repositories() {
  cut -d' ' -f2- | sort -u | awk 'BEGIN {
    usual = "^(aarch|amd|amzn|apt|archive|arm|base|debian|deb|dists|download|el|extras|fc|fedora|linux|main|noarch|os|packages|pool|ports|pub|releases?|repos?|repository|rpm|security|stable|ubuntu|updates|v|x|yum)?[0-9]?[0-9]?[0-9]?[0-9]?$"
  } {
    gsub(/\001/, "")
    whole = $0; suite = ""
    if (at = index($0, ",")) {suite = substr($0, at); $0 = substr($0, 1, at - 1)}
    if (substr($0, 2) ~ /@/) sub(/^.+@/, "")
    at = match($0, /[\/?#]/)
    host = at ? substr($0, 1, at - 1) : $0
    path = at ? substr($0, at) : ""
    isPlain = path ~ /^\// || path == ""
    count = split(substr(path, 2), word, /[-_.\/]/)
    for (i = 1; i <= count; i++) if (word[i] !~ usual) isPlain = 0
    print whole " " host (isPlain ? path : "") suite (isPlain ? "" : ",…\001" path)
  }' | b_marked %03x
}`;
