/** A value written in a cell as JSON or as Python prints it; numbers keep their text. */
export type Literal =
  | { readonly kind: "text" | "number"; readonly text: string }
  | { readonly kind: "nothing" }
  | { readonly kind: "list"; readonly items: readonly Literal[] }
  | { readonly kind: "map"; readonly entries: ReadonlyMap<string, Literal> };

const BLANK = /\s/;
const SPACE = /\s*/y;
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const WORD = /[A-Za-z_]+/y;
const NOTHING: Literal = { kind: "nothing" };
const DEPTH_MAX = 20;

/** Reads a list, an object or a scalar in either notation; null where the text is neither. */
export function readLiteral(text: string): Literal | null {
  if (text.trim() === "") {
    return null;
  }
  const reader = new LiteralReader(text);
  try {
    return reader.whole();
  } catch (error) {
    if (error instanceof SyntaxError) {
      return null;
    }
    throw error;
  }
}

/** The text of a scalar; none of a list, an object or nothing. */
export function literalText(value: Literal | undefined): string {
  return value?.kind === "text" || value?.kind === "number" ? value.text : "";
}

/** An object as text by key: itself, or a list of `key` and `value` pairs. */
export function literalPairs(value: Literal | null): Map<string, string> {
  const pairs = new Map<string, string>();
  if (value?.kind === "map") {
    for (const [key, one] of value.entries) {
      pairs.set(key, literalText(one));
    }
  }
  for (const item of value?.kind === "list" ? value.items : []) {
    if (item.kind === "map") {
      pairs.set(literalText(item.entries.get("key")), literalText(item.entries.get("value")));
    }
  }
  return pairs;
}

class LiteralReader {
  private readonly text: string;
  private at = 0;
  private depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  whole(): Literal {
    const value = this.value();
    this.space();
    if (this.at < this.text.length) {
      throw new SyntaxError("more text follows");
    }
    return value;
  }

  private value(): Literal {
    this.space();
    this.depth += 1;
    if (this.depth > DEPTH_MAX) {
      throw new SyntaxError("too deep");
    }
    const value = this.valueHere();
    this.depth -= 1;
    return value;
  }

  private valueHere(): Literal {
    const character = this.text[this.at] ?? "";
    if (character === "[" || character === "(") {
      return { kind: "list", items: this.items(character === "[" ? "]" : ")") };
    }
    if (character === "{") {
      return { kind: "map", entries: this.entries() };
    }
    if (character === '"' || character === "'") {
      return { kind: "text", text: this.string(character) };
    }
    const number = this.take(NUMBER);
    return number === "" ? this.word() : { kind: "number", text: number };
  }

  /** `null`, `None`, `true` and their like, and numbers as `Decimal('1.5')`. */
  private word(): Literal {
    const word = this.take(WORD);
    if (word === "Decimal" && this.skip("(")) {
      const value = this.value();
      this.expect(")");
      return { kind: "number", text: literalText(value) };
    }
    if (/^(?:null|none)$/i.test(word)) {
      return NOTHING;
    }
    if (/^(?:true|false)$/i.test(word)) {
      return { kind: "text", text: word.toLowerCase() };
    }
    throw new SyntaxError("no value");
  }

  private items(close: string): Literal[] {
    this.at += 1;
    const items: Literal[] = [];
    while (!this.skip(close)) {
      items.push(this.value());
      if (!this.skip(",")) {
        this.expect(close);
        break;
      }
    }
    return items;
  }

  private entries(): Map<string, Literal> {
    this.at += 1;
    const entries = new Map<string, Literal>();
    while (!this.skip("}")) {
      const key = literalText(this.value());
      this.expect(":");
      entries.set(key, this.value());
      if (!this.skip(",")) {
        this.expect("}");
        break;
      }
    }
    return entries;
  }

  private string(quote: string): string {
    const close = this.text.indexOf(quote, this.at + 1);
    const whole = close === -1 ? "\\" : this.text.slice(this.at + 1, close);
    if (!whole.includes("\\")) {
      this.at = close + 1;
      return whole;
    }
    let text = "";
    for (this.at += 1; this.at < this.text.length; this.at += 1) {
      const character = this.text[this.at] ?? "";
      if (character === quote) {
        this.at += 1;
        return text;
      }
      text += character === "\\" ? this.escaped() : character;
    }
    throw new SyntaxError("an open quotation");
  }

  private escaped(): string {
    this.at += 1;
    const character = this.text[this.at] ?? "";
    const digits = { u: 4, x: 2 }[character] ?? 0;
    if (digits === 0) {
      return { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" }[character] ?? character;
    }
    const hex = this.text.slice(this.at + 1, this.at + 1 + digits);
    if (!/^[0-9a-fA-F]+$/.test(hex) || hex.length < digits) {
      throw new SyntaxError("a broken escape");
    }
    this.at += digits;
    return String.fromCharCode(Number.parseInt(hex, 16));
  }

  private space(): void {
    if (BLANK.test(this.text[this.at] ?? "")) {
      this.take(SPACE);
    }
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? "";
    this.at += found.length;
    return found;
  }

  private skip(sign: string): boolean {
    this.space();
    const isThere = this.text[this.at] === sign;
    this.at += isThere ? 1 : 0;
    return isThere;
  }

  private expect(sign: string): void {
    if (!this.skip(sign)) {
      throw new SyntaxError(`no ${sign}`);
    }
  }
}
