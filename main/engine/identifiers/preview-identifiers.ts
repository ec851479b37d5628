import { z } from "zod";
import type { IdentifierEffect } from "../../../shared/contract/identifiers.ts";
import { addAmounts } from "../../../shared/domain/amount.ts";
import { IDENTIFIERS } from "../../../shared/domain/identifier-names.ts";
import type { Identifiers } from "../../../shared/domain/identifiers.ts";
import type { Reader } from "../database/database.ts";
import { identifierMoves } from "../queries/identifier-groups.ts";
import { readIdentifiers } from "../relations/build.ts";
import { identifierEntries } from "../workspace/identifiers.ts";
import { identifierScope, type Month } from "./identifier-scope.ts";

/** Moves listed by name per identifier and currency; the rest are counted. */
const MOVES_MAX = 50;

const Row = z.object({
  identifier: z.enum(IDENTIFIERS),
  currency: z.string(),
  is_moved: z.boolean(),
  is_found: z.boolean(),
  is_found_after: z.boolean(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  charges: z.number(),
  amount: z.string(),
  magnitude: z.string(),
});
type Row = z.infer<typeof Row>;

/**
 * What other definitions would change on the charges of a month.
 * Units:   billing currency, 12 decimals   Sign: cost positive, credit negative
 * Law:     moved and unmoved charges are all of them (test/laws/identifier-suggestions.test.ts)
 */
export async function previewIdentifiers(
  reader: Reader,
  month: Month,
  wanted: Identifiers,
): Promise<IdentifierEffect[]> {
  const before = await readIdentifiers(reader);
  const names = IDENTIFIERS.filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(wanted[name]),
  );
  if (names.length === 0) {
    return [];
  }
  const scope = await identifierScope(reader, month);
  const entries = JSON.stringify(identifierEntries(wanted));
  const rows = await reader.rows(Row, identifierMoves(scope, wanted, names, entries));
  return names.flatMap((name) => {
    const own = rows.filter(({ identifier }) => identifier === name);
    const currencies = [...new Set(own.map(({ currency }) => currency))];
    return currencies.map((currency) => ({
      identifier: name,
      currency,
      ...effectOf(own.filter((row) => row.currency === currency)),
    }));
  });
}

function effectOf(rows: readonly Row[]): Omit<IdentifierEffect, "identifier" | "currency"> {
  const moved = rows.filter(({ is_moved }) => is_moved);
  const all = sumOf(rows);
  const { charges: found, magnitude: foundMagnitude } = sumOf(rows.filter((row) => row.is_found));
  const after = sumOf(rows.filter((row) => row.is_found_after));
  return {
    ...all,
    before: { found, foundMagnitude },
    after: { found: after.charges, foundMagnitude: after.magnitude },
    moved: sumOf(moved),
    moves: moved
      .slice(0, MOVES_MAX)
      .map(({ from, to, charges, amount }) => ({ from, to, charges, amount })),
    movesLeftOut: Math.max(0, moved.length - MOVES_MAX),
  };
}

function sumOf(rows: readonly Row[]) {
  return {
    charges: rows.reduce((sum, { charges }) => sum + charges, 0),
    amount: addAmounts(rows.map(({ amount }) => amount)),
    magnitude: addAmounts(rows.map(({ magnitude }) => magnitude)),
  };
}
