import { z } from "zod";

/** The keys of a schema whose values are no text. */
export interface TypedKeys {
  readonly numbers: ReadonlySet<string>;
  readonly booleans: ReadonlySet<string>;
}

const known = new WeakMap<z.ZodType, TypedKeys>();

export function typedKeys(schema: z.ZodType): TypedKeys {
  const typed = known.get(schema) ?? collect(schema);
  known.set(schema, typed);
  return typed;
}

const Node = z.looseObject({
  type: z.string().optional(),
  const: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
});

function collect(schema: z.ZodType): TypedKeys {
  const numbers = new Set<string>();
  const booleans = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      value.forEach(visit);
      return;
    }
    const node = Node.safeParse(value);
    if (!node.success) {
      return;
    }
    for (const [key, child] of Object.entries(node.data.properties ?? {})) {
      const type = typeOf(child);
      if (type === "number") {
        numbers.add(key);
      } else if (type === "boolean") {
        booleans.add(key);
      }
    }
    Object.values(node.data).forEach(visit);
  };
  visit(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }));
  return { numbers, booleans };
}

function typeOf(child: unknown): string | undefined {
  const { data } = Node.safeParse(child);
  const type = data?.type ?? typeof data?.const;
  return type === "integer" ? "number" : type;
}
