import { z } from "zod";
import type { Handlers } from "../../../../shared/contract/define.ts";
import type { Contract } from "../../../../shared/contract/index.ts";
import type { ConformanceReport } from "../../../../shared/contract/sources.ts";
import type { EngineContext } from "../../context.ts";
import type { Reader } from "../../database/database.ts";
import { financeFormats } from "../formats/index.ts";
import { knownFile } from "../known-file.ts";
import type { SourceRow } from "../source-records.ts";
import { type CheckedRows, checkRules, conformanceRules } from "./check-conformance.ts";
import { chargeRows, datasetRows, datasetVersion } from "./checked-rows.ts";
import { type Claim, missingColumns } from "./conformance-findings.ts";
import { focusVersionOf } from "./focus-columns.ts";

export const conformanceHandlers: Pick<
  Handlers<Contract, EngineContext>["sources"],
  "conformance"
> = {
  conformance: ({ database }, { sourceFileId }) =>
    database.read(async (reader) => {
      const row = await knownFile(reader, sourceFileId);
      const claim = claimOf(row);
      return { report: claim === null ? null : await reportOf(reader, row, claim) };
    }),
};

const Columns = z.array(z.object({ source: z.string(), target: z.string() }));

/** What a stored file claims to be, and where its rows are; null where it is not FOCUS. */
function claimOf(row: SourceRow): (Claim & { readonly rows: CheckedRows }) | null {
  const { source_file_id: file, format, dataset } = row;
  const columns = Columns.parse(JSON.parse(row.columns));
  const service = columns.find(({ target }) => target === "service_provider_name");
  // Where a bill names no ProviderName, that column is a copy of its ServiceProviderName.
  const isOwn = ({ source, target }: (typeof columns)[number]): boolean =>
    target !== "provider_name" || source !== service?.source;
  const present = new Set(columns.filter(isOwn).map(({ target }) => target));
  if (dataset === "charge") {
    const version = focusVersionOf(format);
    return version === null
      ? null
      : { dataset: "Cost and Usage", version, rows: chargeRows(file, present) };
  }
  const conforms = financeFormats.find(({ id }) => id === format)?.conforms;
  return conforms === undefined
    ? null
    : {
        dataset: conforms.dataset,
        version: datasetVersion(conforms.dataset, present),
        rows: datasetRows(conforms.table, file, present),
      };
}

async function reportOf(
  reader: Reader,
  row: SourceRow,
  { dataset, version, rows }: Claim & { readonly rows: CheckedRows },
): Promise<ConformanceReport> {
  const results = await checkRules(reader, rows, conformanceRules(dataset, version));
  return {
    file: row.file_name,
    dataset,
    version,
    records: row.records_loaded,
    missing: missingColumns(dataset, version, rows.present),
    rules: results.map(({ rule, broken }) => ({
      code: rule.code,
      column: rule.column,
      expected: rule.expected,
      severity: rule.severity,
      state: broken === null ? "not-checked" : broken.length === 0 ? "holds" : "broken",
      broken: [...(broken ?? [])],
    })),
  };
}
