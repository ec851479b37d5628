import { z } from "zod";
import type { AliasProposal, SourceProposal } from "../../../shared/contract/identifiers.ts";
import { IDENTIFIERS, type IdentifierName } from "../../../shared/domain/identifier-names.ts";
import type { Identifiers } from "../../../shared/domain/identifiers.ts";
import type { Reader } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import { attributeKeys } from "../queries/attribute-keys.ts";
import {
  candidateValues,
  type IdentifierScope,
  identifierValues,
  usualCurrency,
} from "../queries/identifier-groups.ts";
import knownNames from "../queries/known-names.sql?raw";
import { readIdentifiers } from "../relations/build.ts";
import { readDismissed } from "./dismissals.ts";
import { identifierScope, type Month } from "./identifier-scope.ts";
import { type KnownName, proposeAliases, type SaidValue } from "./propose-aliases.ts";
import { sourceCandidates, sourceKey } from "./propose-sources.ts";

/** So many values of an identifier are compared, the largest of the month. */
const VALUES_MAX = 5000;

const ValueRow = z.object({
  identifier: z.enum(IDENTIFIERS),
  value: z.string(),
  place: z.number(),
  currency: z.string(),
  charges: z.number(),
  amount: z.string(),
});

export interface Suggestions {
  readonly currency: string | null;
  readonly aliases: AliasProposal[];
  readonly sources: SourceProposal[];
  readonly dismissed: number;
  readonly cutShort: IdentifierName[];
}

/** What the charges of a month suggest for the dictionary, the same for the same data. */
export async function suggestionsOf(
  reader: Reader,
  { currency: wanted, ...month }: Month & { readonly currency?: string | undefined },
): Promise<Suggestions> {
  const scope = await identifierScope(reader, month);
  const identifiers = await readIdentifiers(reader);
  const dismissed = await readDismissed(reader);
  const currency = wanted ?? (await currencyOf(reader, scope));
  const values = await reader.rows(
    ValueRow,
    identifierValues(scope, identifiers, currency ?? "", VALUES_MAX + 1),
  );
  const known = await knownOf(reader, identifiers);
  const isCut = ({ place }: z.infer<typeof ValueRow>): boolean => place > VALUES_MAX;
  return {
    currency,
    aliases: IDENTIFIERS.flatMap((name) => {
      const own = values.filter((row) => row.identifier === name && !isCut(row));
      return proposeAliases(name, saidValues(own), known.get(name) ?? [], dismissed);
    }),
    sources: await proposedSources(reader, scope, identifiers, dismissed),
    dismissed: dismissed.size,
    cutShort: IDENTIFIERS.filter((name) =>
      values.some((row) => row.identifier === name && isCut(row)),
    ),
  };
}

async function currencyOf(reader: Reader, scope: IdentifierScope): Promise<string | null> {
  const [usual] = await reader.rows(z.object({ currency: z.string() }), usualCurrency(scope));
  return usual?.currency ?? null;
}

function saidValues(rows: readonly z.infer<typeof ValueRow>[]): SaidValue[] {
  const found = new Map<string, SaidValue["costs"]>();
  for (const { value, currency, charges, amount } of rows) {
    found.set(value, [...(found.get(value) ?? []), { currency, charges, amount }]);
  }
  return [...found].map(([value, costs]) => ({ value, costs }));
}

const KnownRow = z.object({
  identifier: z.enum(IDENTIFIERS),
  name: z.string(),
  label: z.string().nullable(),
  place: z.number(),
});

const PLACES: Readonly<Record<number, string>> = {
  1: "the list of cost centres",
  2: "the ledger",
  3: "the orders and invoices",
  4: "the contracts",
  5: "the budget",
};

/** Names that are written down already, of each the first place that knows it. */
async function knownOf(
  reader: Reader,
  identifiers: Identifiers,
): Promise<Map<IdentifierName, KnownName[]>> {
  const rows = await reader.rows(KnownRow, statement(knownNames));
  return new Map(
    IDENTIFIERS.map((identifier) => {
      const { sources = [], aliases = {} } = identifiers[identifier] ?? {};
      const given = sources.flatMap(({ map = [] }) => map.map(({ gives }) => gives));
      const own = [...Object.keys(aliases), ...given];
      const elsewhere = rows.filter((row) => row.identifier === identifier);
      const all = [
        ...own.map((name) => ({ name, label: null, from: "the dictionary" })),
        ...elsewhere.map(({ name, label, place }) => ({ name, label, from: PLACES[place] ?? "" })),
      ];
      return [identifier, all];
    }),
  );
}

const CandidateRow = z.object({
  identifier: z.enum(IDENTIFIERS),
  attribute: z.string(),
  currency: z.string(),
  samples: z.array(z.string()),
  charges: z.number(),
  amount: z.string(),
  gain_charges: z.number(),
  gain_amount: z.string(),
});

async function proposedSources(
  reader: Reader,
  scope: IdentifierScope,
  identifiers: Identifiers,
  dismissed: ReadonlySet<string>,
): Promise<SourceProposal[]> {
  const files = scope.files.map(({ id }) => id);
  const { tags, custom } = await attributeKeys(reader, files);
  const attributes = [...tags.map((key) => `tag:${key}`), ...custom.map((key) => `custom:${key}`)];
  const candidates = sourceCandidates(attributes, identifiers, dismissed);
  if (candidates.length === 0) {
    return [];
  }
  const rows = await reader.rows(CandidateRow, candidateValues(scope, candidates));
  return candidates.flatMap(({ identifier, attribute, reason }) => {
    const own = rows.filter((row) => row.identifier === identifier && row.attribute === attribute);
    const [first] = own;
    if (first === undefined) {
      return [];
    }
    const costs = own.map(({ currency, charges, amount }) => ({ currency, charges, amount }));
    const gains = own
      .map(({ currency, gain_charges: charges, gain_amount: amount }) => ({
        currency,
        charges,
        amount,
      }))
      .filter(({ charges }) => charges > 0);
    const key = sourceKey({ identifier, attribute });
    return [{ key, identifier, attribute, reason, samples: first.samples, costs, gains }];
  });
}
