/** `$NAME` and `${NAME}` of one command, outside single quotes. */
const own = new Map([
  ["HOME", "/root"],
  ["PATH", "/usr/sbin:/usr/bin:/sbin:/bin"],
  ["USER", "root"],
]);
type Environment = ReadonlyMap<string, string>;

const part = /'[^']*'|"(?:\\.|[^"\\])*"|\\.|\$\{\w+(?::?-[^}]*)?\}|\$[A-Za-z_]\w*/gs;
const variable = /\\.|\$\{(\w+)(?::?-([^}]*))?\}|\$([A-Za-z_]\w*)/gs;

export function expanded(command: string, environment: Environment): string {
  return command.replace(part, (found) => {
    if (found.startsWith("'") || found.startsWith("\\")) return found;
    if (!found.startsWith('"')) return asWord(filled(found, environment, (value) => value));
    return filled(found, environment, (value) => value.replace(/["\\]/g, "\\$&"));
  });
}

function filled(text: string, environment: Environment, quoted: (value: string) => string): string {
  return text.replace(variable, (whole, braced?: string, fallback?: string, bare?: string) => {
    const name = braced ?? bare;
    if (name === undefined) return whole;
    return quoted(environment.get(name) ?? own.get(name) ?? fallback ?? "");
  });
}

/** Outside quotes: what a shell would take apart is kept as one word here. */
const asWord = (value: string) =>
  /^[\w./:=@%+,-]*$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
