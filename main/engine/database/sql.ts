/** A value that may be bound; amounts are bound as decimal text and cast in the statement. */
export type Parameter = string | number | bigint | boolean | null | readonly string[];

/** SQL text with the values it binds by name. */
export interface Statement {
  readonly text: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
}

const IDENTIFIER = /^[a-z_][a-z0-9_]*$/;

/** A quoted identifier that may be spliced into dynamic SQL. */
export interface Identifier {
  readonly identifier: string;
}

/**
 * Names a column or table in dynamic SQL. Only the snake_case names the engine itself declares
 * pass; user text (tag keys, file columns) is always a bound value.
 */
export function id(name: string): Identifier {
  if (!IDENTIFIER.test(name)) {
    throw new RangeError(`"${name}" is not a declared identifier`);
  }
  return { identifier: `"${name}"` };
}

/** Binds named values to static SQL text imported from a `.sql` file. */
export function statement(
  text: string,
  parameters: Readonly<Record<string, Parameter>> = {},
): Statement {
  return { text, parameters };
}

type Fragment = Statement | Identifier | readonly (Statement | Identifier)[];

function isFragment(value: unknown): value is Statement | Identifier {
  return (
    typeof value === "object" && value !== null && ("identifier" in value || "parameters" in value)
  );
}

/** Dynamic SQL: statements and identifiers are spliced, everything else is bound. */
export function sql(
  parts: TemplateStringsArray,
  ...values: readonly (Fragment | Parameter)[]
): Statement {
  const parameters: Record<string, Parameter> = {};
  let count = 0;
  const bind = (value: Parameter): string => {
    count += 1;
    parameters[`v${count}`] = value;
    return `$v${count}`;
  };
  const splice = (fragment: Statement | Identifier): string => {
    if ("identifier" in fragment) {
      return fragment.identifier;
    }
    return fragment.text.replace(/\$v(\d+)\b/g, (name) => bind(boundValue(fragment, name)));
  };
  const pieces = parts.map((part, index) => {
    if (index >= values.length) {
      return part;
    }
    const value = values[index] ?? null;
    if (Array.isArray(value) && value.some(isFragment)) {
      return part + value.filter(isFragment).map(splice).join(", ");
    }
    return part + (isFragment(value) ? splice(value) : bind(asParameter(value)));
  });
  return { text: pieces.join(""), parameters };
}

function boundValue(fragment: Statement, name: string): Parameter {
  const value = fragment.parameters[name.slice(1)];
  if (value === undefined) {
    throw new RangeError(`${name} is used in SQL but not bound`);
  }
  return value;
}

function asParameter(value: Fragment | Parameter): Parameter {
  if (value !== null && typeof value === "object" && !Array.isArray(value)) {
    throw new RangeError("an object cannot be bound to SQL");
  }
  return value as Parameter;
}

/** Joins fragments with a separator, for example conditions with " and ". */
export function join(fragments: readonly Statement[], separator: string): Statement {
  return (
    fragments.reduce<Statement | undefined>(
      (left, right) =>
        left === undefined ? right : concat(left, { text: separator, parameters: {} }, right),
      undefined,
    ) ?? { text: "", parameters: {} }
  );
}

function concat(...fragments: readonly Statement[]): Statement {
  const parts = Object.assign([...fragments.map(() => ""), ""], {
    raw: [...fragments.map(() => ""), ""],
  });
  return sql(parts, ...fragments);
}

/** Static text as a fragment; for keywords chosen by code, never for user text. */
export function raw(text: string): Statement {
  return { text, parameters: {} };
}
