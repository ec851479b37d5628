import type { Breach, ProjectFile } from "./project-files.ts";

/** A pattern that may not be written, where, and what to write instead. */
export type HouseRule = {
  readonly name: string;
  readonly pattern: RegExp;
  readonly where: RegExp;
  readonly except?: RegExp;
  /** `code` leaves comments out; `text` is the file as it stands. */
  readonly reads: "code" | "text";
  readonly instead: string;
  /** Proofs: a line the rule must refuse in `example`, and one it must let pass there. */
  readonly example: string;
  readonly bad: string;
  readonly good: string;
};

/** One pattern for all of `parts`. */
export function anyOf(...parts: readonly RegExp[]): RegExp {
  const flags = parts.some((part) => part.ignoreCase) ? "i" : "";
  return new RegExp(parts.map((part) => part.source).join("|"), flags);
}

const commentOrString =
  /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[\s\S]|[^`\\])*`)|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
const sqlCommentOrString = /('(?:''|[^'])*')|--[^\n]*/g;
const blank = (text: string): string => text.replace(/[^\n]/g, " ");

/** The file without its comments, line for line; for SQL without its quoted text as well. */
export function codeOf({ path, text }: ProjectFile): string {
  return path.endsWith(".sql")
    ? text.replace(sqlCommentOrString, blank)
    : text.replace(commentOrString, (all, quoted: string | undefined) => quoted ?? blank(all));
}

/** Every place where `file` breaks one of `rules`. */
export function findBreaches(file: ProjectFile, rules: readonly HouseRule[]): Breach[] {
  return rules
    .filter((rule) => rule.where.test(file.path) && rule.except?.test(file.path) !== true)
    .flatMap((rule) => {
      const text = rule.reads === "code" ? codeOf(file) : file.text;
      return [...text.matchAll(new RegExp(rule.pattern, `g${rule.pattern.flags}`))].map(
        (match) => ({
          path: file.path,
          line: text.slice(0, match.index).split("\n").length,
          message: `${rule.name}: "${match[0].trim()}"; ${rule.instead}`,
        }),
      );
    });
}
