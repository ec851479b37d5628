import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { unwrap } from "../../main/engine/engine.ts";
import { parseCsv } from "../support/exact-csv.ts";
import { openEngine } from "../support/open-engine.ts";
import { describeRealData, realDataPath } from "../support/real-data.ts";

const BILLS = [
  ["aws", "cur-legacy-2023-11-real.csv"],
  ["azure", "EA_ActualCost_Small.csv"],
  ["azure", "EA_AmortizedCost_Small.csv"],
  ["azure", "ea-export-2023-09.csv"],
  ["focus", "focus-1.2-aws-20k.csv.gz"],
  ["focus", "focus-1.3-aws-20k.csv.gz"],
  ["opencost-azure-headers", "Enterprise.csv"],
  ["opencost-azure-headers", "EnterpriseCamel.csv"],
] as const;

describeRealData("the columns of bills of the field", () => {
  test.each(BILLS)(
    "every filled column of %s/%s is a charge's or kept beside it",
    async (...at) => {
      const path = realDataPath(...at);
      const bytes = readFileSync(path);
      const text = (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
      const [header = [], ...records] = parseCsv(text.replace(/^\uFEFF/, ""));
      const filled = header.filter((_, index) =>
        records.some((cells) => (cells[index] ?? "") !== ""),
      );
      const engine = await openEngine();
      const file = engine.grantFile(path);
      const { files } = unwrap(await engine.runJob("import", { files: [{ file }] }));
      const sourceFileId = files[0]?.sourceFileId ?? "";
      const { columns } = unwrap(await engine.client.workspace.source({ sourceFileId }));
      const read = new Set(columns.flatMap(({ source }) => [source, ...source.split(", ")]));
      const { attributes } = unwrap(await engine.client.charges.attributes({}));
      const kept = new Set(attributes.map(({ attribute }) => attribute));
      const lost = filled.filter((name) => !read.has(name) && !kept.has(`custom:${name}`));
      expect(lost).toEqual([]);
    },
  );
});
