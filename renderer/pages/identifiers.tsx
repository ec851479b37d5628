import { useMemo, useState } from "react";
import { IDENTIFIERS, type IdentifierName } from "../../shared/domain/identifier-names.ts";
import { completeness } from "../../shared/domain/identifier-words.ts";
import type { Identifiers } from "../../shared/domain/identifiers.ts";
import { type Command, useOfferCommands } from "../commands.ts";
import { useStore } from "../store/index.ts";
import { Button } from "../ui/button.tsx";
import { formatCount } from "../ui/format-amount.ts";
import { EmptyNote, ErrorNote, LoadingNote } from "../ui/notice.tsx";
import { PageFrame } from "../ui/page.tsx";
import { isFirstLoad, useAnswer } from "../use-engine.ts";
import { type PeriodScope, usePeriodScope } from "../use-workspace.ts";
import { NO_NOTE, type Page, type RailNote } from "./define.ts";
import { CompletenessGrid } from "./identifiers/completeness-grid.tsx";
import { DefinitionDialog } from "./identifiers/definition-dialog.tsx";
import { DictionaryDialog } from "./identifiers/dictionary-dialog.tsx";
import {
  type CoverageLine,
  coverageLines,
  firstLine,
  identifierLabel,
  identifiersMessage,
} from "./identifiers/identifier-text.ts";
import styles from "./identifiers/identifiers.module.css";
import { MissingGrid } from "./identifiers/missing-grid.tsx";
import { SuggestionList } from "./identifiers/suggestion-list.tsx";

export const identifiersPage: Page = {
  path: "identifiers",
  title: "Identifiers",
  isRecord: true,
  component: IdentifiersContent,
  useRailNote: useIdentifiersNote,
};

function IdentifiersContent() {
  const scope = usePeriodScope();
  const openPage = useStore((state) => state.openPage);
  return scope === null ? (
    <PageFrame title="Identifiers">
      <EmptyNote
        action={
          <Button tone="primary" onClick={() => openPage("sources")}>
            Go to Sources
          </Button>
        }
      >
        Who a charge is for, said once for all bills: cost centre, product, owner. How complete that
        is shows here once bills are imported.
      </EmptyNote>
    </PageFrame>
  ) : (
    <PeriodIdentifiers key={scope.period} scope={scope} />
  );
}

/** What the editor of an identifier is opened with. */
interface Editing {
  readonly identifier: IdentifierName;
  readonly wanted?: Identifiers;
}

function PeriodIdentifiers({ scope }: { scope: PeriodScope }) {
  const { period, basis } = scope;
  const answer = useAnswer("identifiers.coverage", { period, basis });
  const suggestions = useAnswer("identifiers.suggestions", scope);
  const identifiers = useAnswer("identifiers.dictionary", {}).value?.identifiers;
  const [chosen, setChosen] = useState<number | null>(null);
  const [editing, setEditing] = useState<Editing | null>(null);
  const [showsText, setShowsText] = useState(false);
  const lines = useMemo(
    () =>
      coverageLines(
        answer.value?.coverage ?? [],
        answer.value?.points ?? [],
        scope.currency ?? null,
      ),
    [answer.value, scope.currency],
  );
  const row = chosen !== null && chosen < lines.length ? chosen : firstLine(lines);
  const line = lines[row];
  const name = line?.identifier ?? IDENTIFIERS[0];
  useEditCommands(name, setEditing, setShowsText);
  const found = suggestions.value;
  const suggested = (found?.aliases.length ?? 0) + (found?.sources.length ?? 0);
  const defined = Object.keys(identifiers ?? {}).length;
  return (
    <PageFrame
      title="Identifiers"
      message={identifiersMessage(line, defined, suggested)}
      actions={
        <>
          <Button onClick={() => setShowsText(true)}>As text</Button>
          <Button tone="primary" onClick={() => setEditing({ identifier: name })}>
            {line?.isDefined === false ? "Define" : "Edit"} {identifierLabel(name).toLowerCase()}
          </Button>
        </>
      }
    >
      {answer.error === undefined ? null : (
        <ErrorNote error={answer.error} onRetry={answer.retry} />
      )}
      {isFirstLoad(answer) ? <LoadingNote what="the completeness" /> : null}
      {answer.value !== undefined && lines.length === 0 ? (
        <EmptyNote>No charge and no line of a book belongs to {period}.</EmptyNote>
      ) : null}
      {lines.length === 0 ? null : (
        <>
          <CompletenessGrid
            lines={lines}
            row={row}
            onRow={setChosen}
            onEdit={() => setEditing({ identifier: name })}
          />
          <Denominator />
        </>
      )}
      <div className={styles["columns"]}>
        <Missing scope={scope} line={line} />
        {suggestions.error === undefined ? null : <ErrorNote error={suggestions.error} />}
        {found === undefined || identifiers === undefined ? null : (
          <SuggestionList
            suggestions={found}
            identifiers={identifiers}
            onEdit={(identifier, wanted) => setEditing({ identifier, wanted })}
          />
        )}
      </div>
      {editing === null || identifiers === undefined ? null : (
        <DefinitionDialog
          {...editing}
          scope={scope}
          identifiers={identifiers}
          onClose={() => setEditing(null)}
        />
      )}
      {showsText ? <DictionaryDialog onClose={() => setShowsText(false)} /> : null}
    </PageFrame>
  );
}

/** What the percentages are of. */
function Denominator() {
  const hasFilters = useStore((state) => state.filters.length > 0);
  return (
    <p className={styles["hint"]}>
      Percent of all cost of the month, credits counted as what they are worth. As agreed: written
      in the first place, by its own name. {hasFilters ? "Filters do not count here." : ""}
    </p>
  );
}

function Missing({ scope, line }: { scope: PeriodScope; line: CoverageLine | undefined }) {
  if (line === undefined) {
    return null;
  }
  if (line.point === "bills" && line.found < line.charges) {
    return <MissingGrid scope={scope} identifier={line.identifier} currency={line.currency} />;
  }
  const label = identifierLabel(line.identifier);
  return (
    <section className={styles["pane"]} aria-label="Without a value">
      <p className={styles["none"]}>
        {line.point === "bills"
          ? `Every ${line.currency} charge has a value for ${label.toLowerCase()}.`
          : `Choose the bills of ${label.toLowerCase()} to see what has none.`}
      </p>
    </section>
  );
}

function useEditCommands(
  identifier: IdentifierName,
  setEditing: (editing: Editing) => void,
  setShowsText: (shows: boolean) => void,
): void {
  const commands = useMemo<readonly Command[]>(
    () => [
      {
        id: "edit-identifier",
        title: `Edit ${identifierLabel(identifier).toLowerCase()}`,
        group: "This page",
        shortcut: "E",
        run: () => setEditing({ identifier }),
      },
      {
        id: "identifiers-as-text",
        title: "Edit the identifiers as text",
        group: "This page",
        shortcut: "T",
        run: () => setShowsText(true),
      },
    ],
    [identifier, setEditing, setShowsText],
  );
  useOfferCommands(commands);
}

function useIdentifiersNote(): RailNote {
  const scope = usePeriodScope();
  const page = useStore((state) => state.page);
  // Every charge is read for it, so it is asked for where it is looked at.
  const isShown = page === "identifiers" && scope !== null;
  const question = isShown ? { period: scope.period, basis: scope.basis } : null;
  const coverage = useAnswer("identifiers.coverage", question).value?.coverage ?? [];
  const lines = coverageLines(coverage, [], scope?.currency ?? null);
  const line = lines[firstLine(lines)];
  const identifiers = useAnswer("identifiers.dictionary", {}).value?.identifiers ?? {};
  const defined = Object.keys(identifiers).length;
  if (line === undefined || !line.isDefined) {
    const note = `${formatCount(defined)} defined`;
    return defined === 0 ? NO_NOTE : { tone: "good", note, state: note };
  }
  const percent = completeness(line.foundMagnitude, line.magnitude);
  const state = `${identifierLabel(line.identifier)} ${percent} % complete`;
  return { tone: line.found === line.charges ? "good" : "warn", note: `${percent} %`, state };
}
