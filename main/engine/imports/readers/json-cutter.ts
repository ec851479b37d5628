/** A place in a JSON text: the names that lead from the root object to a list. */
export type JsonPath = readonly string[];

interface Frame {
  readonly isObject: boolean;
  /** The name whose value comes next or stands at the moment. */
  name: string;
}

/** Objects within each other in which a list of records is looked for. */
const PATH_MAX = 8;
const PIECE_MAX = 16_000_000;

/**
 * Walks through a JSON text in pieces and cuts the items of one list out of it, so that no more
 * than one item is held. What stands around the list is kept, with null in the list's place.
 */
export class JsonCutter {
  /** Everything but the list. */
  outer = "";
  /** Whether the list was found and closed. */
  isClosed = false;
  /** Lists of objects, where none is cut. */
  readonly lists: JsonPath[] = [];
  hasMore = false;
  private readonly target: JsonPath | null;
  private readonly frames: Frame[] = [];
  /** How many of the frames are lists. */
  private listDepth = 0;
  private opened: JsonPath | null = null;
  private hasRoot = false;
  private inText = false;
  private isEscape = false;
  private token = "";
  private depth = 0;
  private isInside = false;
  private item = "";
  private items = 0;

  /** With a target, its items are cut; without, the lists are looked for. */
  constructor(target: JsonPath | null) {
    this.target = target;
  }

  get isWhole(): boolean {
    return this.hasRoot && this.frames.length === 0 && !this.inText && !this.isInside;
  }

  /** The items that this piece completes; null for a piece of one that is too long. */
  push(chunk: string): (string | null)[] {
    const items: (string | null)[] = [];
    let at = 0;
    while (at < chunk.length) {
      at = this.isInside ? this.inside(chunk, at, items) : this.outside(chunk, at);
    }
    if (this.item.length > PIECE_MAX || this.outer.length > PIECE_MAX) {
      items.push(null);
    }
    return items;
  }

  private inside(chunk: string, from: number, items: (string | null)[]): number {
    for (let at = from; at < chunk.length; at += 1) {
      const code = chunk.charCodeAt(at);
      if (this.inText) {
        if (this.isEscape) {
          this.isEscape = false;
        } else if (code === 92) {
          this.isEscape = true;
        } else if (code === 34) {
          this.inText = false;
        }
      } else if (code === 34) {
        this.inText = true;
      } else if (code === 123 || code === 91) {
        this.depth += 1;
      } else if (code === 125 || code === 93) {
        this.depth -= 1;
      }
      const isEnd = this.depth < 0;
      if (isEnd || (code === 44 && this.depth === 0 && !this.inText)) {
        this.item += chunk.slice(from, at);
        // An empty list has no item; a comma without one is left to who reads it.
        if (!isEnd || this.items > 0 || this.item.trim() !== "") {
          items.push(this.item);
        }
        this.items += 1;
        this.item = "";
        this.isInside = !isEnd;
        this.isClosed = isEnd;
        return at + 1;
      }
    }
    this.item += chunk.slice(from);
    return chunk.length;
  }

  private outside(chunk: string, from: number): number {
    for (let at = from; at < chunk.length; at += 1) {
      const character = chunk[at] ?? "";
      if (this.step(character)) {
        this.keep(`${chunk.slice(from, at)}null`);
        this.isInside = true;
        this.depth = 0;
        return at + 1;
      }
    }
    this.keep(chunk.slice(from));
    return chunk.length;
  }

  private keep(text: string): void {
    if (this.target !== null) {
      this.outer += text;
    }
  }

  /** Takes one character; true where it opens the list to cut. */
  private step(character: string): boolean {
    if (this.inText) {
      this.inTextStep(character);
      return false;
    }
    if (character === " " || character === "\n" || character === "\r" || character === "\t") {
      return false;
    }
    this.hasMore ||= this.hasRoot && this.frames.length === 0;
    if (this.opened !== null) {
      if (character === "{") {
        this.lists.push(this.opened);
      }
      this.opened = null;
    }
    this.hasRoot = true;
    switch (character) {
      case '"':
        this.inText = true;
        this.token = "";
        return false;
      case "{":
        this.frames.push({ isObject: true, name: "" });
        return false;
      case "[":
        return this.openList();
      case "}":
      case "]":
        this.listDepth -= this.frames.pop()?.isObject === false ? 1 : 0;
        return false;
      case ":": {
        const frame = this.frames.at(-1);
        if (frame !== undefined) {
          frame.name = this.token;
        }
        return false;
      }
      default:
        return false;
    }
  }

  private inTextStep(character: string): void {
    if (this.isEscape) {
      this.isEscape = false;
      this.token += character;
    } else if (character === "\\") {
      this.isEscape = true;
      this.token += character;
    } else if (character === '"') {
      this.inText = false;
    } else if (this.token.length < 200) {
      this.token += character;
    }
  }

  private openList(): boolean {
    const isReachable = this.listDepth === 0 && this.frames.length <= PATH_MAX;
    const path = isReachable ? this.frames.map(({ name }) => name) : [];
    if (isReachable && this.target !== null && !this.isClosed && isSame(path, this.target)) {
      return true;
    }
    if (isReachable && this.target === null) {
      this.opened = path;
    }
    this.frames.push({ isObject: false, name: "" });
    this.listDepth += 1;
    return false;
  }
}

function isSame(a: JsonPath, b: JsonPath): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}
