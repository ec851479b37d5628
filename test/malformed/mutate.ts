/** A source of chance that gives the same sequence for the same seed. */
export class SeededChance {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** A whole number from 0 to below `below`. */
  next(below: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[this.next(items.length)] ?? items[0];
  }
}

type Mutation = readonly [string, (bytes: Buffer, chance: SeededChance) => Buffer];

const at = (bytes: Buffer, chance: SeededChance): number => chance.next(Math.max(1, bytes.length));

function withInserted(bytes: Buffer, place: number, more: Buffer | string): Buffer {
  const piece = typeof more === "string" ? Buffer.from(more, "latin1") : more;
  return Buffer.concat([bytes.subarray(0, place), piece, bytes.subarray(place)]);
}

function withoutRange(bytes: Buffer, from: number, length: number): Buffer {
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + length)]);
}

function linesOf(bytes: Buffer): string[] {
  return bytes.toString("latin1").split("\n");
}

const joined = (lines: readonly string[]): Buffer => Buffer.from(lines.join("\n"), "latin1");

/** Replaces one occurrence of a character, chosen by chance, where there is one. */
function replacedOne(bytes: Buffer, chance: SeededChance, from: RegExp, to: string): Buffer {
  const text = bytes.toString("latin1");
  const places = [...text.matchAll(from)].map(({ index }) => index);
  if (places.length === 0) {
    return withInserted(bytes, at(bytes, chance), to);
  }
  const place = places[chance.next(places.length)] ?? 0;
  return Buffer.from(text.slice(0, place) + to + text.slice(place + 1), "latin1");
}

const SIGNS = [
  ",",
  ";",
  "\t",
  "|",
  '"',
  "'",
  "\n",
  "\r",
  "\0",
  "\\",
  "{",
  "<",
  "\u00ff",
  "-",
] as const;
const NUMBERS = [
  "9",
  "0",
  "1e9",
  "--1",
  "1,2,3",
  "(5)",
  "5%",
  "NaN",
  "9".repeat(30),
  ".",
  "€",
] as const;

/** What happens to a file on its way: by a transfer, an editor, a spreadsheet, or a bad disk. */
export const MUTATIONS: readonly [Mutation, ...Mutation[]] = [
  ["cut", (bytes, chance) => bytes.subarray(0, at(bytes, chance))],
  ["without its start", (bytes, chance) => bytes.subarray(at(bytes, chance))],
  [
    "without a piece",
    (bytes, chance) => withoutRange(bytes, at(bytes, chance), 1 + chance.next(40)),
  ],
  [
    "a flipped bit",
    (bytes, chance) => {
      const copy = Buffer.from(bytes);
      const place = at(copy, chance);
      copy[place] = (copy[place] ?? 0) ^ (1 << chance.next(8));
      return copy;
    },
  ],
  [
    "several other bytes",
    (bytes, chance) => {
      const copy = Buffer.from(bytes);
      for (let time = 0; time <= chance.next(8); time += 1) {
        copy[at(copy, chance)] = chance.next(256);
      }
      return copy;
    },
  ],
  [
    "an inserted sign",
    (bytes, chance) => withInserted(bytes, at(bytes, chance), chance.pick(SIGNS)),
  ],
  ["a zero", (bytes, chance) => withInserted(bytes, at(bytes, chance), "\0")],
  [
    "another delimiter",
    (bytes, chance) => replacedOne(bytes, chance, /[,;\t|]/g, chance.pick([",", ";", "\t", "|"])),
  ],
  [
    "every delimiter another",
    (bytes, chance) => {
      const from = chance.pick([",", ";"]);
      const to = chance.pick([",", ";", "\t", "|"]);
      return Buffer.from(bytes.toString("latin1").replaceAll(from, to), "latin1");
    },
  ],
  ["without a quotation mark", (bytes, chance) => replacedOne(bytes, chance, /"/g, "")],
  ["another quotation mark", (bytes, chance) => replacedOne(bytes, chance, /[,;"]/g, '"')],
  [
    "a changed digit",
    (bytes, chance) => replacedOne(bytes, chance, /\d/g, String(chance.next(10))),
  ],
  ["another number", (bytes, chance) => replacedOne(bytes, chance, /\d/g, chance.pick(NUMBERS))],
  [
    "another decimal sign",
    (bytes, chance) => replacedOne(bytes, chance, /[.,]/g, chance.pick([".", ",", " "])),
  ],
  [
    "a line twice",
    (bytes, chance) => {
      const lines = linesOf(bytes);
      const place = chance.next(lines.length);
      return joined([...lines.slice(0, place), lines[place] ?? "", ...lines.slice(place)]);
    },
  ],
  [
    "without a line",
    (bytes, chance) => joined(linesOf(bytes).toSpliced(chance.next(linesOf(bytes).length), 1)),
  ],
  ["two lines in one", (bytes, chance) => replacedOne(bytes, chance, /\n/g, "")],
  ["a line in two", (bytes, chance) => replacedOne(bytes, chance, /[,; ]/g, "\n")],
  [
    "other line breaks",
    (bytes) => Buffer.from(bytes.toString("latin1").replaceAll("\n", "\r"), "latin1"),
  ],
  ["a mark in front", (bytes) => withInserted(bytes, 0, Buffer.from([0xef, 0xbb, 0xbf]))],
  [
    "a piece twice",
    (bytes, chance) => withInserted(bytes, at(bytes, chance), bytes.subarray(0, at(bytes, chance))),
  ],
  ["in UTF-16", (bytes) => Buffer.from(`\uFEFF${bytes.toString("utf8")}`, "utf16le")],
];
