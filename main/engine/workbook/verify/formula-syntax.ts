/** A formula of the kinds this workbook writes, as a tree. */
export type Syntax =
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "range"; readonly sheet: string | null; readonly ref: string }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "call"; readonly name: string; readonly parts: readonly Syntax[] }
  | { readonly kind: "binary"; readonly op: string; readonly left: Syntax; readonly right: Syntax }
  | { readonly kind: "negative"; readonly part: Syntax };

const CELL = String.raw`\$?[A-Z]{1,3}\$?\d+`;
const TOKEN = new RegExp(
  [
    String.raw`\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)`,
    '"((?:[^"]|"")*)"',
    String.raw`((?:'(?:[^']|'')*'|[A-Za-z_][\w.]*)!)?(${CELL}(?::${CELL})?)(?![\w(])`,
    String.raw`([A-Za-z_][\w.]*)`,
    "(<=|>=|<>|[-+*/&=<>(),]))",
  ].join("|"),
  "y",
);

interface Token {
  readonly kind: "number" | "text" | "range" | "word" | "sign";
  readonly text: string;
  readonly sheet: string | null;
}

function tokens(formula: string): Token[] {
  const list: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < formula.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(formula);
    if (match === null) {
      throw new SyntaxError(`"${formula.slice(at)}" is no formula this workbook writes`);
    }
    list.push(tokenOf(match));
  }
  return list;
}

function tokenOf([, number, text, sheet, range, word, sign]: RegExpExecArray): Token {
  if (number !== undefined) {
    return { kind: "number", text: number, sheet: null };
  }
  if (text !== undefined) {
    return { kind: "text", text: text.replaceAll('""', '"'), sheet: null };
  }
  if (range !== undefined) {
    return { kind: "range", text: range, sheet: sheet === undefined ? null : sheetName(sheet) };
  }
  return word === undefined
    ? { kind: "sign", text: sign ?? "", sheet: null }
    : { kind: "word", text: word, sheet: null };
}

export function sheetName(prefix: string): string {
  const name = prefix.replace(/!$/, "");
  return name.startsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name;
}

const LEVELS: readonly (readonly string[])[] = [
  ["=", "<>", "<", ">", "<=", ">="],
  ["&"],
  ["+", "-"],
  ["*", "/"],
];

/** Reads a formula; throws a SyntaxError on one no sheet of this workbook writes. */
export function parseFormula(formula: string): Syntax {
  const list = tokens(formula);
  let at = 0;
  const peek = (text: string): boolean => list[at]?.kind === "sign" && list[at]?.text === text;
  const expect = (text: string): void => {
    if (!peek(text)) {
      throw new SyntaxError(`"${formula}" lacks "${text}"`);
    }
    at += 1;
  };
  const binary = (level: number): Syntax => {
    const signs = LEVELS[level];
    if (signs === undefined) {
      return unary();
    }
    let left = binary(level + 1);
    for (;;) {
      const token = list[at];
      if (token?.kind !== "sign" || !signs.includes(token.text)) {
        return left;
      }
      at += 1;
      left = { kind: "binary", op: token.text, left, right: binary(level + 1) };
    }
  };
  const unary = (): Syntax => {
    if (peek("-")) {
      at += 1;
      return { kind: "negative", part: unary() };
    }
    return primary();
  };
  const primary = (): Syntax => {
    const token = list[at];
    at += 1;
    switch (token?.kind) {
      case "number":
        return { kind: "number", text: token.text };
      case "text":
        return { kind: "text", text: token.text };
      case "range":
        return { kind: "range", sheet: token.sheet, ref: token.text };
      case "word":
        return peek("(") ? call(token.text) : word(token.text);
      default: {
        at -= 1;
        expect("(");
        const inner = binary(0);
        expect(")");
        return inner;
      }
    }
  };
  const call = (name: string): Syntax => {
    expect("(");
    const parts: Syntax[] = [];
    while (!peek(")")) {
      parts.push(binary(0));
      if (!peek(")")) {
        expect(",");
      }
    }
    expect(")");
    return { kind: "call", name: name.toUpperCase(), parts };
  };
  const tree = binary(0);
  if (at < list.length) {
    throw new SyntaxError(`"${formula}" goes on after its end`);
  }
  return tree;
}

function word(text: string): Syntax {
  const upper = text.toUpperCase();
  return upper === "TRUE" || upper === "FALSE"
    ? { kind: "boolean", value: upper === "TRUE" }
    : { kind: "name", name: text };
}
