import { z } from "zod";
import type { Handlers } from "../../../shared/contract/define.ts";
import type { Contract } from "../../../shared/contract/index.ts";
import type { Scope } from "../../../shared/contract/scope.ts";
import { DECIDED_DIMENSIONS } from "../../../shared/domain/charge.ts";
import { IDENTIFIERS } from "../../../shared/domain/identifier-names.ts";
import type { EngineContext } from "../context.ts";
import type { Reader } from "../database/database.ts";
import { attributeKeys } from "../queries/attribute-keys.ts";
import { facetQuery } from "../queries/charge-facet.ts";
import { activeChargeFiles, type ChargeScope } from "../queries/charge-source.ts";
import { checkPatterns } from "../queries/check-patterns.ts";
import { decidedLayers, readIdentifiers } from "../relations/build.ts";
import { type Attribute, DIMENSION_ATTRIBUTES, foundAttribute } from "./attributes.ts";
import { chargePage } from "./charge-page.ts";
import { chargeSums } from "./charge-sums.ts";

const FacetRow = z.object({
  value: z.string().nullable(),
  charges: z.number(),
  amount: z.string(),
  found: z.number(),
});

export const chargeHandlers: Omit<Handlers<Contract, EngineContext>["charges"], "pivot" | "trace"> =
  {
    attributes: ({ database }) =>
      database.read(async (reader) => {
        const { tags, custom } = await attributeKeys(reader, await activeChargeFiles(reader));
        const defined = new Set(Object.keys(await readIdentifiers(reader)));
        for (const { name, branches } of (await decidedLayers(reader)).flat()) {
          if (branches.length > 0) {
            defined.add(name);
          }
        }
        const isFilled = ({ attribute }: Attribute): boolean =>
          !([...IDENTIFIERS, ...DECIDED_DIMENSIONS] as readonly string[]).includes(attribute) ||
          defined.has(attribute);
        return {
          attributes: [
            ...DIMENSION_ATTRIBUTES.filter(isFilled),
            ...tags.map((key) => foundAttribute("tag", key)),
            ...custom.map((key) => foundAttribute("custom", key)),
          ],
        };
      }),
    page: ({ database }, { scope, sort, offset, limit }) =>
      database.read(async (reader) =>
        chargePage(reader, await chargeScope(reader, scope), sort, { offset, limit }),
      ),
    facet: ({ database }, { scope, attribute, search, limit }) =>
      database.read(async (reader) => {
        const files = await activeChargeFiles(reader);
        const query = facetQuery(files, await chargeScope(reader, scope), attribute, search, limit);
        const rows = await reader.rows(FacetRow, query);
        return {
          values: rows.map(({ value, charges, amount }) => ({ value, charges, amount })),
          distinct: rows[0]?.found ?? 0,
        };
      }),
    sums: ({ database }, { scope, sort, rows }) =>
      database.read(async (reader) =>
        chargeSums(reader, await chargeScope(reader, scope), sort, rows),
      ),
  };

async function chargeScope(
  reader: Reader,
  { period, basis, currency, filters }: Scope,
): Promise<ChargeScope> {
  await checkPatterns(reader, filters);
  return { periods: [period], basis, currency, filters };
}
