/** What a Puppet manifest says: expressions and statements. */
export type Expression =
  | { readonly kind: "text"; readonly text: string; readonly fills: boolean }
  | { readonly kind: "variable"; readonly name: string; readonly path: readonly Expression[] }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "table"; readonly entries: readonly (readonly [Expression, Expression])[] }
  | { readonly kind: "call"; readonly name: string; readonly words: readonly Expression[] }
  | { readonly kind: "reference"; readonly type: string; readonly title: Expression }
  | {
      readonly kind: "compare";
      readonly left: Expression;
      readonly equal: boolean;
      readonly right: Expression;
    };

/** Null: a parameter without a value of its own. */
export type Attributes = ReadonlyMap<string, Expression | null>;

export type Statement =
  | {
      readonly kind: "class";
      readonly name: string;
      readonly parameters: Attributes;
      readonly body: readonly Statement[];
    }
  | { readonly kind: "node"; readonly body: readonly Statement[] }
  | {
      readonly kind: "resource";
      readonly type: string;
      readonly title: Expression;
      readonly attributes: Attributes;
      readonly line: number;
    }
  | { readonly kind: "include"; readonly names: readonly Expression[]; readonly line: number }
  | { readonly kind: "assign"; readonly name: string; readonly value: Expression }
  | {
      readonly kind: "if";
      readonly condition: Expression;
      readonly body: readonly Statement[];
      readonly otherwise: readonly Statement[];
    };
