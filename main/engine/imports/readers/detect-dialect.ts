import { open } from "node:fs/promises";

export type Delimiter = "," | ";" | "\t" | "|";

/** How the records of a delimited text are written. */
export interface Dialect {
  readonly delimiter: Delimiter;
  readonly quote: '"';
  readonly newline: "\n" | "\r\n" | "\r" | "mixed";
  /** `exact`: every sampled record agrees; `guess`: nothing in the text decides. */
  readonly confidence: "exact" | "likely" | "guess";
  readonly reason: string;
}

const SAMPLE_BYTES = 1 << 18;
const CANDIDATES: readonly Delimiter[] = [",", ";", "\t", "|"];
const NAMES: Readonly<Record<Delimiter, string>> = {
  ",": "comma",
  ";": "semicolon",
  "\t": "tab",
  "|": "vertical bar",
};

/** Reads the start of a UTF-8 text and finds how its records are written. */
export async function detectDialect(path: string): Promise<Dialect> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const length = Math.min(SAMPLE_BYTES, size);
    const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, 0);
    const text = new TextDecoder("utf-8").decode(buffer.subarray(0, bytesRead), { stream: true });
    return dialectOf(text, bytesRead < SAMPLE_BYTES);
  } finally {
    await file.close();
  }
}

/** The dialect of a text; `isWhole` says that it does not end in the middle of a record. */
export function dialectOf(text: string, isWhole: boolean): Dialect {
  const newline = detectNewline(text);
  const scores = CANDIDATES.map((delimiter) => score(text, delimiter, isWhole));
  const [best, second] = [...scores].sort(
    (a, b) => b.agreement - a.agreement || b.fields - a.fields,
  );
  if (best === undefined || best.fields < 2) {
    return {
      delimiter: ",",
      quote: '"',
      newline,
      confidence: "guess",
      reason: "No comma, semicolon, tab or vertical bar separates the records into columns.",
    };
  }
  const isAlone = second === undefined || second.fields < 2 || second.agreement < best.agreement;
  const isEven = best.agreement === 1000;
  return {
    delimiter: best.delimiter,
    quote: '"',
    newline,
    confidence: isEven && isAlone ? "exact" : best.agreement >= 900 ? "likely" : "guess",
    reason:
      `A ${NAMES[best.delimiter]} gives ${best.fields} columns in ` +
      `${best.agreeing} of the first ${best.records} records.`,
  };
}

function detectNewline(text: string): Dialect["newline"] {
  const pairs = text.match(/\r\n/g)?.length ?? 0;
  const feeds = (text.match(/\n/g)?.length ?? 0) - pairs;
  // A return at the very end of the sample may be half of a pair.
  const returns = (text.slice(0, -1).match(/\r/g)?.length ?? 0) - pairs;
  const kinds = [pairs, feeds, returns].filter((kind) => kind > 0).length;
  if (kinds > 1) {
    return "mixed";
  }
  return pairs > 0 ? "\r\n" : returns > 0 ? "\r" : "\n";
}

interface Score {
  readonly delimiter: Delimiter;
  readonly records: number;
  /** The most frequent number of fields, at least two fields preferred. */
  readonly fields: number;
  readonly agreeing: number;
  /** Per mille of the records that have this number of fields. */
  readonly agreement: number;
}

function score(text: string, delimiter: Delimiter, isWhole: boolean): Score {
  const counts = fieldCounts(text, delimiter, isWhole);
  const frequency = new Map<number, number>();
  for (const fields of counts) {
    frequency.set(fields, (frequency.get(fields) ?? 0) + 1);
  }
  // Lines above a table have one field, so a count of one only wins where nothing else occurs.
  const [fields, agreeing] = [...frequency].sort(
    ([a, timesA], [b, timesB]) => weight(b, timesB) - weight(a, timesA) || b - a,
  )[0] ?? [0, 0];
  const records = counts.length;
  const agreement = records === 0 || fields < 2 ? 0 : Math.floor((agreeing * 1000) / records);
  return { delimiter, records, fields, agreeing, agreement };
}

function weight(fields: number, times: number): number {
  return fields > 1 ? times : 0;
}

/** Fields per record under one delimiter; blank lines are left out. */
function fieldCounts(text: string, delimiter: string, isWhole: boolean): number[] {
  const counts: number[] = [];
  let fields = 1;
  let length = 0;
  let isQuoted = false;
  // A quote opens at the start of a field, or again right after one that closed (`""`).
  let mayOpen = true;
  const endRecord = (): void => {
    if (length > 0) {
      counts.push(fields);
    }
    fields = 1;
    length = 0;
    mayOpen = true;
  };
  for (const character of text) {
    if (isQuoted) {
      isQuoted = character !== '"';
      mayOpen = !isQuoted;
      length += 1;
    } else if (character === "\n" || character === "\r") {
      endRecord();
    } else {
      isQuoted = character === '"' && mayOpen;
      fields += character === delimiter ? 1 : 0;
      mayOpen = character === delimiter;
      length += 1;
    }
  }
  if (isWhole || counts.length === 0) {
    endRecord();
  }
  return counts;
}
