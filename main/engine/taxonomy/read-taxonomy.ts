import { isDecided, TAXONOMY_DIMENSIONS } from "../../../shared/domain/charge.ts";
import type { Condition } from "../../../shared/domain/condition.ts";
import {
  nodePlaces,
  TAXONOMY_LAYERS,
  Taxonomy,
  type TaxonomyNode,
} from "../../../shared/domain/taxonomy.ts";
import { type Problem, pathText, readBySchema } from "../documents/read-by-schema.ts";
import type { Path } from "../documents/read-document.ts";

const EXAMPLE = "docs/taxonomy.md has an example of every key.";

export interface ReadTaxonomy {
  /** Null where there are problems. */
  readonly taxonomy: Taxonomy | null;
  readonly problems: readonly Problem[];
  /** The patterns of the rules, which only the engine's own matcher can judge. */
  readonly patterns: readonly { readonly pattern: string; readonly line: number | null }[];
}

interface Issue {
  readonly path: Path;
  readonly message: string;
  readonly remedy: string;
}

/** Reads `taxonomy.yaml` to a taxonomy, or to every problem found, each with its place. */
export function readTaxonomyText(text: string): ReadTaxonomy {
  const read = readBySchema(text, Taxonomy, EXAMPLE);
  if (read.value === null) {
    return { taxonomy: null, problems: read.problems, patterns: [] };
  }
  const { value, placeOf } = read;
  const lineOf = (path: Path): number | null => placeOf(path)?.line ?? null;
  const problems = [...nodeIssues(value), ...ruleIssues(value)].map(
    ({ path, message, remedy }): Problem => ({
      path: pathText(path),
      message,
      remedy,
      line: lineOf(path),
    }),
  );
  const patterns = value.rules.flatMap(({ where }, rule) =>
    where.flatMap(({ op, value: pattern }, at) =>
      op === "matches" && pattern !== undefined
        ? [{ pattern, line: lineOf(["rules", rule, "where", at]) }]
        : [],
    ),
  );
  return { taxonomy: problems.length === 0 ? value : null, problems, patterns };
}

function nodeIssues(taxonomy: Taxonomy): Issue[] {
  const places = nodePlaces(taxonomy);
  const codes = new Set<string>();
  const siblings = new Set<string>();
  return taxonomy.nodes.flatMap((node, index): Issue[] => {
    const path = ["nodes", index];
    const isTwice = codes.has(node.code);
    codes.add(node.code);
    if (isTwice) {
      return [
        {
          path,
          message: `The code "${node.code}" is used twice.`,
          remedy: "Give one of the two another code.",
        },
      ];
    }
    const place = places.get(node.code);
    if (place === undefined) {
      return [{ path, ...lostNode(taxonomy, node) }];
    }
    const levels = TAXONOMY_LAYERS[place.layer].length;
    const sibling = JSON.stringify([place.layer, node.parent, node.name.toLowerCase()]);
    const isSibling = siblings.has(sibling);
    siblings.add(sibling);
    const issues: Issue[] = [];
    if (place.codes.length > levels) {
      const message = `"${node.code}" is on level ${place.codes.length} of its layer.`;
      issues.push({ path, message, remedy: `A ${place.layer} has ${levels} levels.` });
    }
    if (node.layer !== undefined && node.layer !== place.layer) {
      const message = `"${node.code}" is a ${node.layer} below a ${place.layer}.`;
      issues.push({ path, message, remedy: "Leave out the layer of a node with a parent." });
    }
    if (isSibling) {
      const message = `Two nodes side by side are called "${node.name}".`;
      issues.push({ path, message, remedy: "Give one of them another name." });
    }
    return issues;
  });
}

function lostNode({ nodes }: Taxonomy, { code, parent }: TaxonomyNode): Omit<Issue, "path"> {
  if (parent === undefined) {
    return {
      message: `"${code}" has neither a layer nor a parent.`,
      remedy: `Write a layer (${Object.keys(TAXONOMY_LAYERS).join(", ")}) or a parent.`,
    };
  }
  return nodes.some((node) => node.code === parent)
    ? {
        message: `"${code}" is not below any node of a layer.`,
        remedy: "Its parents go round in a circle, or the top one has no layer.",
      }
    : {
        message: `The parent "${parent}" of "${code}" is no node.`,
        remedy: "Declare it, or correct the code.",
      };
}

function ruleIssues(taxonomy: Taxonomy): Issue[] {
  const codes = new Set(taxonomy.nodes.map(({ code }) => code));
  return taxonomy.rules.flatMap(({ to, where }, index): Issue[] => {
    const path = ["rules", index];
    const unknown = codes.has(to)
      ? []
      : [
          {
            path: [...path, "to"],
            message: `A rule leads to "${to}", which is no node.`,
            remedy: "Declare the node, or correct the code.",
          },
        ];
    return [
      ...unknown,
      ...where.flatMap((condition, at) => {
        const fault = conditionFault(condition);
        return fault === null ? [] : [{ path: [...path, "where", at], ...fault }];
      }),
    ];
  });
}

function conditionFault({ attribute, op, value, values }: Condition): Omit<Issue, "path"> | null {
  if (isDecided(attribute) && (TAXONOMY_DIMENSIONS as readonly string[]).includes(attribute)) {
    return {
      message: `The condition on ${attribute} reads what the taxonomy itself decides.`,
      remedy: "Name an attribute of the bill, an identifier, ledger_account or treatment.",
    };
  }
  const isList = op === "in" || op === "not-in";
  if (isList && (values ?? []).length === 0) {
    return { message: `"${op}" lists no values.`, remedy: 'Add "values", a list.' };
  }
  if (!isList && op !== "exists" && op !== "missing" && value === undefined) {
    return { message: `"${op}" has no value to compare with.`, remedy: 'Add "value".' };
  }
  return null;
}
