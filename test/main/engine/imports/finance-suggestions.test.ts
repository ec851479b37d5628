import { expect, test } from "vitest";
import {
  type Recognition,
  recogniseFinance,
} from "../../../../main/engine/imports/finance/finance-recognise.ts";
import type { TableCandidate } from "../../../../main/engine/imports/finance/finance-source.ts";
import type { FileRow } from "../../../../main/engine/imports/readers/file-row.ts";
import { doubtfulHeaders, headerSets } from "./header-sets.ts";

const ASKED_90_PERCENT = 90;

function tableOf(names: readonly string[]): TableCandidate {
  const raw = names.join(";");
  const row: FileRow = {
    line: 1,
    cells: names,
    kinds: null,
    raw,
    broken: null,
    isHidden: false,
  };
  const rows = async function* () {
    yield [row];
  };
  return { source: { kind: "text", sheet: null, rows }, opening: [row], delimiter: ";" };
}

/** The field each column was taken for. */
function suggested({ mapping }: Recognition): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [field, source] of Object.entries(mapping.columns)) {
    if (typeof source === "string") {
      fields.set(source, field);
    } else if ("debit" in source) {
      fields.set(source.debit, `${field}+`).set(source.credit, `${field}-`);
    } else if ("value" in source) {
      fields.set(source.value, field);
    }
  }
  return fields;
}

test("the likeliest field of a column is the right one for nine columns of ten", () => {
  expect(headerSets.length).toBeGreaterThanOrEqual(60);
  const wrong: string[] = [];
  let columns = 0;
  for (const { dataset, header } of headerSets) {
    const pairs = header.split("|").map((pair) => pair.split(">"));
    const names = pairs.map(([name = ""]) => name);
    const recognition = recogniseFinance([tableOf(names)], undefined);
    const fields = recognition === null ? new Map<string, string>() : suggested(recognition);
    const isKind = recognition?.format.dataset === dataset;
    for (const [name = "", field = ""] of pairs) {
      columns += 1;
      const found = isKind ? (fields.get(name) ?? "-") : "another kind of file";
      if (found !== field) {
        wrong.push(`${dataset}: ${name} > ${found}, not ${field}`);
      }
    }
  }
  const right = columns - wrong.length;
  expect(right * 100, wrong.join("\n")).toBeGreaterThanOrEqual(columns * ASKED_90_PERCENT);
});

test.each(doubtfulHeaders)("$header asks before an amount or a date is read", (doubtful) => {
  const recognition = recogniseFinance([tableOf(doubtful.header.split("|"))], undefined);

  expect(recognition?.format.dataset).toBe(doubtful.dataset);
  expect(recognition?.confidence).toBe("guess");
  expect(recognition?.questions).not.toEqual([]);
});

test("an amount, a date or a currency with a merely similar name is never taken unasked", () => {
  const known = new Set(["amount", "posting_date", "document_date", "currency", "period"]);
  for (const { header } of headerSets) {
    const names = header.split("|").map((pair) => pair.split(">")[0] ?? "");
    const recognition = recogniseFinance([tableOf(names)], undefined);
    const asked = new Set(recognition?.questions.flatMap(({ answeredBy = [] }) => answeredBy));
    for (const field of recognition?.guessed ?? []) {
      expect(known.has(field) ? asked.has(field) : true, `${header}: ${field}`).toBe(true);
    }
  }
});
