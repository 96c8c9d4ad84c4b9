/** The body of a query request, `Filter.1.Value.2=x&…`, as a tree of its dotted names. */
export interface FormNode {
  readonly children: Map<string, FormNode>;
  text: string | undefined;
}

export const emptyNode = (): FormNode => ({ children: new Map(), text: undefined });

export function formTree(pairs: Iterable<readonly [string, string]>): FormNode {
  const root = emptyNode();
  for (const [name, value] of pairs) place(root, name.split(".")).text = value;
  return root;
}

function place(root: FormNode, path: readonly string[]): FormNode {
  return path.reduce((node, step) => childOf(node, step), root);
}

function childOf(node: FormNode, step: string): FormNode {
  const known = node.children.get(step);
  if (known) return known;
  const fresh = emptyNode();
  node.children.set(step, fresh);
  return fresh;
}

/** The entries `1`, `2`, … of a list in their order, whatever order they came in. */
export function numberedChildren(node: FormNode): readonly FormNode[] {
  const entries = [...node.children].filter(([key]) => /^\d+$/.test(key));
  return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, child]) => child);
}
