import { fail } from "../../../shared/errors.ts";

const SEARCHED_MAX = 4000;
const PATTERN_MAX = 300;

/** A pattern from a mapping, ready to search a cell. */
export interface CellPattern {
  /** The first group, or the whole match where the pattern has no group; null without a match. */
  find(text: string): string | null;
}

/**
 * Compiles a mapping's pattern. Only what RE2 also understands passes, and no repeated group that
 * repeats inside or offers alternatives, so that no cell can make a search run away.
 */
export function compilePattern(pattern: string): CellPattern {
  const flags = pattern.startsWith("(?i)") ? "iu" : "u";
  const body = pattern.replace(/^\(\?i\)/, "");
  if (body.length > PATTERN_MAX) {
    refuse(pattern, `it is longer than ${PATTERN_MAX} characters`);
  }
  if (/\\[1-9k]|\(\?[=!<]/.test(body)) {
    refuse(pattern, "it looks behind, ahead or back");
  }
  if (/\)(?:[*+]|\{\d)/.test(body.replace(/\\./g, "x"))) {
    refuse(pattern, "it repeats a group");
  }
  const expression = compile(pattern, body, flags);
  return {
    find: (text) => {
      const match = expression.exec(
        text.length > SEARCHED_MAX ? text.slice(0, SEARCHED_MAX) : text,
      );
      return match === null ? null : (match[1] ?? match[0]);
    },
  };
}

function compile(pattern: string, body: string, flags: string): RegExp {
  try {
    return new RegExp(body, flags);
  } catch {
    return refuse(pattern, "it is not a well-formed pattern");
  }
}

function refuse(pattern: string, why: string): never {
  return fail(
    "mapping-invalid",
    `The pattern "${pattern}" of the mapping cannot be used: ${why}.`,
    'Write a simpler pattern, for example "^Total" or "^(\\\\S+)".',
  );
}
