import type { AmountSource, Dataset } from "../../../../shared/domain/mapping.ts";
import { nameSimilarity, wordsOf } from "../similar-name.ts";
import type { FinanceField, FinanceFormat } from "./finance-format.ts";
import { comparableName } from "./finance-header.ts";
import type { Question } from "./finance-survey.ts";

/** A column whose name resembles one of a field's names. */
export interface Guess {
  readonly field: FinanceField;
  /** The side of an amount. */
  readonly side: "debit" | "credit" | null;
  readonly column: string;
  readonly similarity: number;
}

/** The names of an amount's two sides. */
export interface SideNames {
  readonly debit: readonly string[];
  readonly credit: readonly string[];
}

const ALIKE = 66;

/** Kinds whose amount may stand in a debit and a credit column. */
export function isSided(dataset: Dataset): boolean {
  return dataset === "ledger" || dataset === "trial-balance";
}

/** The likeliest field of every column that no name of a field fits, the best first. */
export function guessColumns(
  names: readonly string[],
  format: FinanceFormat,
  taken: Readonly<Record<string, AmountSource>>,
  sides: SideNames,
): Guess[] {
  const used = new Set(Object.values(taken).flatMap(namesOf).map(comparableName));
  const known = knownNames(format, taken, sides);
  const guesses = names.flatMap((column) => {
    const words = wordsOf(column);
    const isOnce = names.filter((name) => name === column).length === 1;
    const isFree = isOnce && words.length > 0 && !used.has(comparableName(column));
    const best = isFree ? bestGuess(column, words, known) : null;
    return best === null ? [] : [best];
  });
  const filled = new Set<string>();
  return guesses
    .sort((a, b) => b.similarity - a.similarity)
    .filter(({ field, side }) => {
      const key = `${field.name} ${side ?? ""}`;
      const isFirst = !filled.has(key);
      filled.add(key);
      return isFirst;
    });
}

interface Known {
  readonly field: FinanceField;
  readonly side: Guess["side"];
  readonly words: readonly string[];
}

function knownNames(
  { fields, dataset }: FinanceFormat,
  taken: Readonly<Record<string, AmountSource>>,
  sides: SideNames,
): Known[] {
  return fields
    .filter(({ name }) => taken[name] === undefined)
    .flatMap((field) => {
      const named = (names: readonly string[], side: Guess["side"]): Known[] =>
        names.map((name) => ({ field, side, words: wordsOf(name) }));
      const isLedgerAmount = isSided(dataset) && field.name === "amount";
      return [
        ...named(field.headers.split("|"), null),
        ...(isLedgerAmount ? named(sides.debit, "debit") : []),
        ...(isLedgerAmount ? named(sides.credit, "credit") : []),
      ];
    });
}

function bestGuess(
  column: string,
  words: readonly string[],
  known: readonly Known[],
): Guess | null {
  let best: Guess | null = null;
  for (const { field, side, words: other } of known) {
    const similarity = nameSimilarity(words, other);
    if (similarity >= ALIKE && similarity > (best?.similarity ?? 0)) {
      best = { field, side, column, similarity };
    }
  }
  return best;
}

/** What guesses add to a mapping, and what must be asked before a line is read by them. */
export function applyGuesses(
  guesses: readonly Guess[],
  columns: Record<string, AmountSource>,
): Question[] {
  const questions: Question[] = [];
  const debit = guesses.find(({ side }) => side === "debit");
  const credit = guesses.find(({ side }) => side === "credit");
  if (debit !== undefined && credit !== undefined) {
    columns["amount"] = { debit: debit.column, credit: credit.column };
    const question =
      `Are "${debit.column}" and "${credit.column}" the debit and the credit? ` +
      "Name them in a mapping if so.";
    questions.push({ column: debit.column, question, answeredBy: ["amount"] });
  }
  for (const { field, side, column } of guesses) {
    if (side !== null || columns[field.name] !== undefined) {
      continue;
    }
    columns[field.name] = column;
    if (field.kind !== "text" || field.isRequired) {
      const words = field.name.replaceAll("_", " ");
      const question = `Is "${column}" the ${words}? Name it in a mapping if so.`;
      questions.push({ column, question, answeredBy: [field.name] });
    }
  }
  return questions;
}

function namesOf(source: AmountSource): string[] {
  if (typeof source === "string") {
    return [source];
  }
  if ("debit" in source) {
    return [source.debit, source.credit];
  }
  if ("value" in source) {
    return [source.value, source.indicator];
  }
  return "column" in source ? [source.column] : [];
}
