import type { Inspection } from "../../../../shared/contract/workspace.ts";
import type { Finding } from "../../../../shared/domain/finding.ts";
import type { Mapping } from "../../../../shared/domain/mapping.ts";
import type { Reader } from "../../database/database.ts";
import type { StagedFile } from "../loaded-file.ts";
import { howFound } from "./finance-file.ts";
import { FinanceIntake } from "./finance-intake.ts";
import { type FinanceOptions, type FinancePlan, planFinanceFile } from "./finance-plan.ts";
import { describeColumns } from "./finance-report.ts";
import { type Question, type Survey, settledMapping, surveyFile } from "./finance-survey.ts";

const SAMPLE_ROWS = 20;
const TRIED_RECORDS = 5000;
const CELL_MAX = 200;

/**
 * What loading a file would do, without loading it: format, columns, open questions, and a mapping
 * to start from. null where the file looks like no finance file.
 */
export async function inspectFinanceFile(
  reader: Reader,
  staged: StagedFile,
  options: FinanceOptions,
): Promise<Inspection | null> {
  const { plan, close } = await planFinanceFile(reader, staged, options);
  try {
    if (plan === null) {
      return null;
    }
    const { candidate, layout, format, mapping } = plan;
    const survey = await surveyFile(candidate.source, layout, format, mapping);
    const isOpen = survey.questions.length + (plan.recognition?.questions.length ?? 0) > 0;
    const findings = isOpen ? [] : await firstFindings(plan, survey, staged);
    return { ...describe(plan, survey, staged), findings };
  } finally {
    close();
  }
}

/** What the opening records would be rejected or skipped for. */
async function firstFindings(
  plan: FinancePlan,
  survey: Survey,
  staged: StagedFile,
): Promise<Finding[]> {
  const intake = new FinanceIntake(plan, survey, "", () => undefined);
  for await (const batch of plan.candidate.source.rows()) {
    for (const row of batch.slice(0, TRIED_RECORDS - intake.counts.physical)) {
      intake.take(row);
    }
    if (intake.counts.physical >= TRIED_RECORDS) {
      break;
    }
  }
  return intake.findings(staged);
}

function describe(
  plan: FinancePlan,
  survey: Survey,
  staged: StagedFile,
): Omit<Inspection, "findings"> {
  const { format, layout, mapping, origin, recognition, candidate } = plan;
  const questions = [...(recognition?.questions ?? []), ...survey.questions];
  const first = candidate.opening.findIndex(({ line }) => line > layout.header.lastLine);
  const { columns, unmapped } = describeColumns(layout, mapping, howFound(plan));
  return {
    file: staged.name,
    bytes: staged.bytes,
    format: format.id,
    confidence: recognition?.confidence ?? "exact",
    dataset: format.dataset,
    reasons: recognition === null ? [REASON[origin]] : [...recognition.reasons],
    columns,
    unmapped,
    ambiguous: questions.map(asked),
    sample: {
      header: [...layout.header.names],
      rows: candidate.opening
        .slice(Math.max(first, 0), Math.max(first, 0) + SAMPLE_ROWS)
        .map(({ cells }) => cells.map((cell) => cell.slice(0, CELL_MAX))),
    },
    suggestedMapping: suggestion(plan, survey),
  };
}

/** What a person is asked. */
function asked({ column, question, asks }: Question): Inspection["ambiguous"][number] {
  return { column, question, ...(asks === undefined ? {} : { asks }) };
}

const REASON: Readonly<Record<FinancePlan["origin"], string>> = {
  given: "The mapping says what the file holds.",
  saved: "A mapping was saved for this header.",
  recognised: "The header says what the file holds.",
};

/** The mapping in use, completed with what the survey found out. */
function suggestion({ mapping, format, layout }: FinancePlan, survey: Survey): Mapping {
  const settled = settledMapping(mapping, survey, layout.header.names);
  const declared = new Set(mapping.skip.map(({ matches }) => matches));
  const skip = survey.subtotals
    .map((text) => `^${text.split(/\s/)[0]?.replace(/[.*+?^${}()|[\]\\]/g, "\\$&") ?? ""}`)
    .filter((matches, index, all) => all.indexOf(matches) === index && !declared.has(matches))
    .map((matches) => ({ matches, reason: "subtotal" }));
  return {
    ...settled,
    name: mapping.name ?? format.title,
    skip: [...mapping.skip, ...skip],
  };
}
