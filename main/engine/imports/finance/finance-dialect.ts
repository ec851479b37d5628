import type { Mapping } from "../../../../shared/domain/mapping.ts";
import { dialects } from "../dialects/index.ts";
import { financeFormats } from "../formats/index.ts";
import type { Recognition } from "./finance-recognise.ts";
import type { TableCandidate } from "./finance-source.ts";

/** The layout of a named system that a file is written in; null where it bears no signature. */
export function recogniseDialect(
  candidates: readonly TableCandidate[],
  formatOrDataset: string | undefined,
): Recognition | null {
  let best: Recognition | null = null;
  for (const candidate of candidates) {
    for (const dialect of dialects) {
      const format = financeFormats.find(({ dataset }) => dataset === dialect.dataset);
      const isAsked = [undefined, format?.id, dialect.dataset].includes(formatOrDataset);
      const reading = format === undefined || !isAsked ? null : dialect.read(candidate);
      if (format !== undefined && reading !== null && reading.matched > (best?.matched ?? 0)) {
        const { sheet } = candidate.source;
        const mapping = { ...reading.mapping, ...(sheet === null ? {} : { sheet }) };
        best = { ...reading, dialect, format, candidate, mapping, guessed: [], lacking: 0 };
      }
    }
  }
  return best;
}

/** A mapping that names no column adds to what the file itself says. */
export function isAnswer(mapping: Mapping): boolean {
  return Object.keys(mapping.columns).length === 0 && mapping.headerRow === undefined;
}

/** A recognised file with what the user stated about it. */
export function withAnswers(recognition: Recognition, answers: Mapping): Recognition {
  const { columns: _, constants, skip, fillDown, sign, ...stated } = answers;
  const { mapping } = recognition;
  const answered = new Set([...Object.keys(stated), ...Object.keys(constants)]);
  return {
    ...recognition,
    mapping: {
      ...mapping,
      ...stated,
      constants: { ...mapping.constants, ...constants },
      skip: [...mapping.skip, ...skip],
      fillDown: [...mapping.fillDown, ...fillDown],
      sign: sign === "credit-positive" ? sign : mapping.sign,
    },
    questions: recognition.questions.filter(
      ({ answeredBy = [] }) => !answeredBy.some((key) => answered.has(key)),
    ),
  };
}
