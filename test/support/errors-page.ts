import { readFileSync } from "node:fs";
import { exitCodeOf } from "../../main/hosts/cli/exit-code.ts";
import { ErrorCode } from "../../shared/errors.ts";
import { type About, abouts, errorCases, expectedFile } from "./error-case.ts";

const OPENING = `# What can go wrong, and what Tieout says

Written by \`test/errors\`: \`npm run golden:accept\` rewrites this page, the check compares it.
Every sentence below is what a person reads for the smallest input that leads to it; after each
refusal every relation and every kept file is compared, row for row, with before.
`;

const PARTS: readonly { kind: About["kind"]; title: string; says: string }[] = [
  {
    kind: "error",
    title: "Errors",
    says: "The operation could not be done; nothing was changed. The command line ends as noted.",
  },
  {
    kind: "reject",
    title: "Rejects",
    says:
      "A record that cannot be read. It refuses its file with `import-rejected`, or stays listed " +
      "where rejected records are allowed.",
  },
  {
    kind: "finding",
    title: "Findings",
    says: "The data is loaded, and this is what a person should know about it.",
  },
];

/** The sentence of a case, by the file that keeps it. */
export type Sentences = ReadonlyMap<string, string>;

/** The page ERRORS.md; a sentence that was not told anew is the one that is kept. */
export function errorsPage(told: Sentences): string {
  return [OPENING, ...PARTS.map((part) => partText(part, told))].join("\n");
}

function partText({ kind, title, says }: (typeof PARTS)[number], told: Sentences): string {
  const codes = abouts.filter((about) => about.kind === kind).map((about) => codeText(about, told));
  return [`## ${title}\n`, `${says}\n`, ...codes].join("\n");
}

function codeText({ code, means, elsewhere }: About, told: Sentences): string {
  const known = ErrorCode.safeParse(code);
  const exit = known.success ? ` Exit code ${exitCodeOf(known.data)}.` : "";
  const cases = errorCases
    .filter((one) => one.code === code)
    .map((one) => `- ${one.case}\n${quoted(sentenceOf(one, told))}`);
  const others = elsewhere.map((one) => `- ${one.case} (\`${one.test}\`)\n${quoted(one.message)}`);
  return [`### ${code}\n`, `${means}${exit}\n`, ...cases, ...others].join("\n");
}

function sentenceOf(one: { code: string; name: string }, told: Sentences): string {
  const path = expectedFile(one);
  return told.get(path) ?? readFileSync(path, "utf8");
}

const quoted = (text: string): string =>
  `${text
    .trimEnd()
    .split("\n")
    .map((line) => `  > ${line}`)
    .join("\n")}\n`;
