import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import iconv from "iconv-lite";
import { parse } from "yaml";
import { z } from "zod";
import { ControlTotal } from "../../shared/contract/workspace.ts";
import { Mapping } from "../../shared/domain/mapping.ts";
import { buildWorkbook, buildZip } from "./write-xlsx.ts";

const ERRORS = join(import.meta.dirname, "../errors");

const Cell = z.union([
  z.string(),
  z.number(),
  z.strictObject({ formula: z.string() }),
  z.strictObject({ error: z.enum(["#N/A", "#REF!", "#VALUE!"]) }),
]);

/** A small file: its text, or its text with what happens to the bytes, or the rows of a sheet. */
const FileText = z.union([
  z.string(),
  z.strictObject({
    text: z.string(),
    encoding: z.string().default("utf-8"),
    gzip: z.boolean().default(false),
    /** Bytes kept from the start. */
    cutAt: z.number().int().optional(),
    /** Text that comes this often. */
    times: z.number().int().default(1),
  }),
  z.strictObject({
    sheet: z.array(z.array(Cell)),
    hiddenRows: z.array(z.number().int()).default([]),
  }),
  z.strictObject({ zip: z.record(z.string(), z.string()) }),
]);

const Kind = z.enum(["error", "reject", "finding"]);

/** The smallest input that leads to a code, and what is done with it. */
const ErrorCase = z.strictObject({
  case: z.string(),
  /** Where it is not what the code's folder says. */
  kind: Kind.optional(),
  files: z.record(z.string(), FileText).default({}),
  /** What is wrong with the workspace before anything is done. */
  given: z.enum(["open-elsewhere", "damaged", "of-a-newer-version"]).optional(),
  import: z
    .strictObject({
      files: z.array(z.string()).min(1),
      mapping: Mapping.optional(),
      format: z.string().optional(),
      expectedTotals: z.array(ControlTotal).optional(),
    })
    .optional(),
  call: z.strictObject({ name: z.string(), input: z.unknown() }).optional(),
  job: z.strictObject({ kind: z.string(), input: z.unknown() }).optional(),
  /** Cancels the job as soon as it says how far it is. */
  cancel: z.boolean().default(false),
  tieout: z.array(z.string()).optional(),
});
export type ErrorCase = z.output<typeof ErrorCase> & {
  readonly code: string;
  readonly name: string;
};

/** What a code means, and where it is proved when no small input leads to it. */
const About = z.strictObject({
  kind: Kind,
  means: z.string(),
  elsewhere: z
    .array(z.strictObject({ case: z.string(), message: z.string(), test: z.string() }))
    .default([]),
});
export type About = z.output<typeof About> & { readonly code: string };

const readYaml = <T extends z.ZodType>(schema: T, ...path: readonly string[]): z.output<T> =>
  schema.parse(parse(readFileSync(join(ERRORS, ...path), "utf8")));

const codes = readdirSync(ERRORS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

export const abouts: readonly About[] = codes.map((code) => ({
  ...readYaml(About, code, "about.yaml"),
  code,
}));

export const errorCases: readonly ErrorCase[] = codes.flatMap((code) =>
  readdirSync(join(ERRORS, code))
    .filter((file) => file.endsWith(".yaml") && file !== "about.yaml")
    .sort()
    .map((file) => ({
      ...readYaml(ErrorCase, code, file),
      code,
      name: file.replace(/\.yaml$/, ""),
    })),
);

/** Where the sentence of a case is kept. */
export const expectedFile = ({ code, name }: Pick<ErrorCase, "code" | "name">): string =>
  join(ERRORS, code, `${name}.expected.txt`);

export async function bytesOf(file: z.output<typeof FileText>): Promise<Uint8Array> {
  if (typeof file === "string") {
    return Buffer.from(file);
  }
  if ("zip" in file) {
    return buildZip(Object.entries(file.zip).map(([name, content]) => ({ name, content })));
  }
  if ("sheet" in file) {
    return buildWorkbook((workbook) => {
      const sheet = workbook.addWorksheet("Sheet1");
      for (const row of file.sheet) {
        sheet.addRow(row);
      }
      for (const row of file.hiddenRows) {
        sheet.getRow(row).hidden = true;
      }
    });
  }
  const bytes = iconv.encode(file.text.repeat(file.times), file.encoding);
  return (file.gzip ? gzipSync(bytes) : bytes).subarray(0, file.cutAt);
}
