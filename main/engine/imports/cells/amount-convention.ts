import type { Mapping } from "../../../../shared/domain/mapping.ts";
import { type AmountConvention, stripAmount } from "./read-amount.ts";

/** What the numbers of a column say about their decimal sign. */
export type ConventionDecision =
  | { readonly kind: "decided"; readonly decimal: "." | ","; readonly example: string | null }
  /** Every number is a whole number without groups: any sign would read it alike. */
  | { readonly kind: "neutral" }
  | { readonly kind: "ambiguous"; readonly example: string }
  | { readonly kind: "conflicting"; readonly point: string; readonly comma: string };

/** Gathers, number by number, what decides the decimal sign of one column. */
export class ConventionEvidence {
  private point: string | null = null;
  private comma: string | null = null;
  private unclear: string | null = null;

  add(text: string): void {
    if (!text.includes(".") && !text.includes(",")) {
      return;
    }
    const bare = stripAmount(text);
    if (bare === "empty" || bare === "unreadable") {
      return;
    }
    const sign = decimalSign(bare.digits);
    if (sign === ".") {
      this.point ??= text;
    } else if (sign === ",") {
      this.comma ??= text;
    } else if (sign === "unclear") {
      this.unclear ??= text;
    }
  }

  decide(): ConventionDecision {
    if (this.point !== null && this.comma !== null) {
      return { kind: "conflicting", point: this.point, comma: this.comma };
    }
    if (this.point !== null || this.comma !== null) {
      const decimal = this.point === null ? "," : ".";
      return { kind: "decided", decimal, example: this.point ?? this.comma };
    }
    return this.unclear === null
      ? { kind: "neutral" }
      : { kind: "ambiguous", example: this.unclear };
  }
}

/** Decides a column's decimal sign from its values, or says why it cannot be decided. */
export function detectAmountConvention(values: Iterable<string>): ConventionDecision {
  const evidence = new ConventionEvidence();
  for (const text of values) {
    evidence.add(text);
  }
  return evidence.decide();
}

/** A column of numbers by name, with what its cells say. */
export interface NumberColumn {
  readonly name: string;
  readonly evidence: ConventionEvidence;
}

/** A column whose decimal sign has to be asked for. */
export interface OpenSign {
  readonly column: string;
  readonly question: string;
  readonly asks: "decimal";
}

/**
 * How each column of a file writes its numbers: as is stated of it or of the file, else as its own
 * cells prove, else as the other columns do where they agree.
 */
export function decideSigns(
  columns: readonly NumberColumn[],
  stated: Pick<Mapping, "decimal" | "decimals" | "group"> | null,
): { readonly conventions: readonly AmountConvention[]; readonly open: readonly OpenSign[] } {
  const decisions = columns.map(({ evidence }) => evidence.decide());
  const decided = new Set(decisions.flatMap((one) => (one.kind === "decided" ? one.decimal : [])));
  const [common] = decided.size === 1 ? decided : [];
  const open: OpenSign[] = [];
  const group = stated?.group === undefined ? {} : { group: stated.group };
  const conventions = columns.map(({ name }, index) => {
    const decision = decisions[index] ?? { kind: "neutral" };
    const decimal = stated?.decimals?.[name] ?? stated?.decimal ?? decimalOf(decision, common);
    if (decimal === null && decision.kind !== "decided" && decision.kind !== "neutral") {
      open.push({ column: name, question: conventionQuestion(decision), asks: "decimal" });
    }
    return { decimal: decimal ?? ".", ...group };
  });
  return { conventions, open };
}

/** Where a column leaves it open, the file's other columns decide if they agree. */
function decimalOf(decision: ConventionDecision, common: "." | "," | undefined): "." | "," | null {
  switch (decision.kind) {
    case "decided":
      return decision.decimal;
    case "neutral":
      return common ?? ".";
    case "ambiguous":
      return common ?? null;
    case "conflicting":
      return null;
  }
}

/** The question to ask where the numbers of a column cannot settle it. */
export function conventionQuestion(
  decision: Extract<ConventionDecision, { kind: "ambiguous" | "conflicting" }>,
): string {
  if (decision.kind === "conflicting") {
    return (
      `Is the decimal sign a point, as in "${decision.point}", or a comma, as in ` +
      `"${decision.comma}"? State it as decimal in a mapping.`
    );
  }
  const [whole, fraction] = decision.example.split(/[.,](?=\d{3}\D*$)/);
  return (
    `Does "${decision.example}" mean ${whole}${fraction} or ${whole} and a fraction? ` +
    "State the decimal sign as decimal in a mapping."
  );
}

/** The decimal sign a single number proves; `null` where it has none to prove. */
function decimalSign(digits: string): "." | "," | "unclear" | null {
  const mantissa = digits.replace(/e.*$/i, "");
  const points = mantissa.split(".").length - 1;
  const commas = mantissa.split(",").length - 1;
  if (points > 0 && commas > 0) {
    return mantissa.lastIndexOf(".") > mantissa.lastIndexOf(",") ? "." : ",";
  }
  if (points + commas === 0) {
    return null;
  }
  const sign = points > 0 ? "." : ",";
  if (points + commas > 1) {
    return sign === "." ? "," : ".";
  }
  const at = mantissa.indexOf(sign);
  const isGroupLike = /^[1-9]\d{0,2}$/.test(mantissa.slice(0, at)) && mantissa.length - at === 4;
  return isGroupLike && mantissa === digits ? "unclear" : sign;
}
