/** A value of a JSON text; numbers keep the digits of the file. */
export type JsonValue =
  | { readonly kind: "text" | "number" | "word"; readonly text: string }
  | { readonly kind: "null" }
  | { readonly kind: "object"; readonly members: ReadonlyMap<string, JsonValue> }
  | { readonly kind: "array"; readonly items: readonly JsonValue[] };

/** Where a text stops being JSON. */
export class JsonFault extends Error {
  /** Position in the text, from 0. */
  readonly at: number;
  /** Whether more text could have made it whole. */
  readonly isCut: boolean;

  constructor(message: string, at: number, isCut = false) {
    super(message);
    this.at = at;
    this.isCut = isCut;
  }
}

const DEPTH_MAX = 64;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const BLANK = /[ \t\r\n]*/y;
/** Characters a text file cannot hold: zeros, and halves of a character. */
const UNWRITABLE = /\0|\p{Cs}/u;
/** Names that reach into a program's objects; no export has a column of that name. */
const POISONED: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Takes one JSON value apart, strictly, without a JavaScript number in between: 0.10, 1E-30 and
 * numbers of any length stay what the file says.
 */
export function parseJson(text: string): JsonValue {
  const parser = new JsonParser(text);
  const value = parser.value(0);
  parser.end();
  return value;
}

/** The value as JSON text in one line. */
export function writeJson(value: JsonValue): string {
  switch (value.kind) {
    case "text":
      return JSON.stringify(value.text);
    case "number":
    case "word":
      return value.text;
    case "null":
      return "null";
    case "array":
      return `[${value.items.map(writeJson).join(",")}]`;
    case "object": {
      const members = [...value.members].map(([name, one]) => [name, writeJson(one)] as const);
      return `{${members.map(([name, one]) => `${JSON.stringify(name)}:${one}`).join(",")}}`;
    }
  }
}

export function isPoisoned(name: string): boolean {
  return POISONED.has(name);
}

class JsonParser {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  value(depth: number): JsonValue {
    this.skipBlanks();
    if (depth > DEPTH_MAX) {
      throw new JsonFault(`more than ${DEPTH_MAX} levels lie within each other`, this.at);
    }
    const character = this.text[this.at];
    if (character === "{") {
      return this.object(depth);
    }
    if (character === "[") {
      return this.array(depth);
    }
    if (character === '"') {
      return { kind: "text", text: this.string() };
    }
    const number = this.match(NUMBER);
    if (number !== null) {
      return { kind: "number", text: number };
    }
    const word = this.match(WORD);
    if (word === null) {
      return this.unexpected("a value");
    }
    return word === "null" ? { kind: "null" } : { kind: "word", text: word };
  }

  end(): void {
    this.skipBlanks();
    if (this.at < this.text.length) {
      this.unexpected("its end");
    }
  }

  private object(depth: number): JsonValue {
    const members = new Map<string, JsonValue>();
    this.at += 1;
    this.skipBlanks();
    if (this.text[this.at] === "}") {
      this.at += 1;
      return { kind: "object", members };
    }
    for (;;) {
      this.skipBlanks();
      const at = this.at;
      const name = this.text[at] === '"' ? this.string() : this.unexpected("a name in quotes");
      if (members.has(name)) {
        throw new JsonFault(`the name "${name.slice(0, 60)}" stands twice in one object`, at);
      }
      this.skipBlanks();
      this.take(":");
      members.set(name, this.value(depth + 1));
      this.skipBlanks();
      if (this.text[this.at] === "}") {
        this.at += 1;
        return { kind: "object", members };
      }
      this.take(",", 'a comma or "}"');
    }
  }

  private array(depth: number): JsonValue {
    const items: JsonValue[] = [];
    this.at += 1;
    this.skipBlanks();
    if (this.text[this.at] === "]") {
      this.at += 1;
      return { kind: "array", items };
    }
    for (;;) {
      items.push(this.value(depth + 1));
      this.skipBlanks();
      if (this.text[this.at] === "]") {
        this.at += 1;
        return { kind: "array", items };
      }
      this.take(",", 'a comma or "]"');
    }
  }

  private string(): string {
    const at = this.at;
    let close = this.text.indexOf('"', at + 1);
    while (close !== -1 && isEscaped(this.text, close)) {
      close = this.text.indexOf('"', close + 1);
    }
    if (close === -1) {
      throw new JsonFault("a quotation mark is never closed", at, true);
    }
    this.at = close + 1;
    const text = readToken(this.text.slice(at, this.at), at);
    if (UNWRITABLE.test(text)) {
      throw new JsonFault("a text holds a character that cannot be written as text", at);
    }
    return text;
  }

  private take(character: string, expected = `"${character}"`): void {
    if (this.text[this.at] !== character) {
      this.unexpected(expected);
    }
    this.at += 1;
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? null;
    this.at += found?.length ?? 0;
    return found;
  }

  private skipBlanks(): void {
    const code = this.text.charCodeAt(this.at);
    if (code === 32 || (code >= 9 && code <= 13)) {
      this.match(BLANK);
    }
  }

  private unexpected(expected: string): never {
    const found = this.text.slice(this.at, this.at + 12);
    if (found === "") {
      throw new JsonFault(`it ends where ${expected} was expected`, this.at, true);
    }
    const line = found.split(/[\r\n]/)[0] ?? "";
    throw new JsonFault(`"${line}" stands where ${expected} was expected`, this.at);
  }
}

/** Whether an odd number of backslashes stands before a quotation mark. */
function isEscaped(text: string, quoteAt: number): boolean {
  let at = quoteAt;
  while (text[at - 1] === "\\") {
    at -= 1;
  }
  return (quoteAt - at) % 2 === 1;
}

function readToken(token: string, at: number): string {
  if (!token.includes("\\") && !HAS_CONTROL.test(token)) {
    return token.slice(1, -1);
  }
  try {
    return String(JSON.parse(token));
  } catch {
    throw new JsonFault("a text holds a line break, or a backslash that means nothing", at);
  }
}

const HAS_CONTROL = /[^\P{Cc}\u007f-\u009f]/u;
