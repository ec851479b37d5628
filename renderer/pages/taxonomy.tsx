import { type ReactNode, useMemo, useState } from "react";
import type { PublicNames } from "../../shared/contract/taxonomy.ts";
import { LAYERS, type TaxonomyLayer } from "../../shared/domain/taxonomy.ts";
import { type Command, useOfferCommands } from "../commands.ts";
import { useStore } from "../store/index.ts";
import { Button } from "../ui/button.tsx";
import { MoveList } from "../ui/move-list.tsx";
import { EmptyNote, ErrorNote, LoadingNote } from "../ui/notice.tsx";
import { PageFrame } from "../ui/page.tsx";
import { type Option, SelectBox } from "../ui/select-box.tsx";
import { isFirstLoad, useAnswer } from "../use-engine.ts";
import { type PeriodScope, usePeriodScope } from "../use-workspace.ts";
import { NO_NOTE, type Page, type RailNote } from "./define.ts";
import { NodeGrid } from "./taxonomy/node-grid.tsx";
import styles from "./taxonomy/taxonomy.module.css";
import { TaxonomyDialog } from "./taxonomy/taxonomy-dialog.tsx";
import {
  type Comparison,
  chosenLayer,
  LAYER_LABEL,
  movesOf,
  taxonomyMessage,
} from "./taxonomy/taxonomy-words.ts";

export const taxonomyPage: Page = {
  path: "taxonomy",
  title: "Taxonomy",
  isRecord: true,
  component: TaxonomyContent,
  useRailNote: useTaxonomyNote,
};

const ALONE = "alone";
const NAMES: readonly Option<PublicNames>[] = [
  { value: "5.0.1", label: "TBM 5.0.1, the newest" },
  { value: "4.0", label: "TBM 4.0" },
];

function TaxonomyContent() {
  const scope = usePeriodScope();
  const openPage = useStore((state) => state.openPage);
  return scope === null ? (
    <PageFrame title="Taxonomy">
      <EmptyNote
        action={
          <Button tone="primary" onClick={() => openPage("sources")}>
            Go to Sources
          </Button>
        }
      >
        Names cost by pool, tower and solution, in versions that can be compared. What belongs to
        each name shows here once bills are imported.
      </EmptyNote>
    </PageFrame>
  ) : (
    <PeriodTaxonomy key={scope.period} scope={scope} />
  );
}

function PeriodTaxonomy({ scope }: { scope: PeriodScope }) {
  const current = useAnswer("taxonomy.current", {});
  const [names, setNames] = useState<PublicNames>("5.0.1");
  const starting = useAnswer("taxonomy.starting", { names }).value?.text;
  const [showsText, setShowsText] = useState(false);
  const stored = current.value;
  const commands = useMemo<readonly Command[]>(
    () => [
      {
        id: "taxonomy-as-text",
        title: "Edit the taxonomy as text",
        group: "This page",
        shortcut: "E",
        run: () => setShowsText(true),
      },
    ],
    [],
  );
  useOfferCommands(commands);
  if (stored === undefined) {
    return (
      <PageFrame title="Taxonomy">
        {current.error === undefined ? (
          <LoadingNote what="the taxonomy" />
        ) : (
          <ErrorNote error={current.error} onRetry={current.retry} />
        )}
      </PageFrame>
    );
  }
  const isNew = stored.version === null;
  const dialog =
    showsText && (!isNew || starting !== undefined) ? (
      <TaxonomyDialog
        scope={scope}
        initialText={isNew ? (starting ?? "") : stored.text}
        title={isNew ? "Taxonomy, not saved yet" : `Taxonomy, version ${stored.version}`}
        onClose={() => setShowsText(false)}
      />
    ) : null;
  const edit = (): void => setShowsText(true);
  return isNew ? (
    <PageFrame title="Taxonomy" message="none is in use">
      <EmptyNote
        action={
          <div className={styles["begin"]}>
            <SelectBox label="Names of" value={names} options={NAMES} onChange={setNames} />
            <Button tone="primary" onClick={edit}>
              Begin with these names
            </Button>
          </div>
        }
      >
        A taxonomy names cost by pool, tower and solution. Begin with the public names of the TBM
        Taxonomy and rules by service category; nothing is used before you save it.
      </EmptyNote>
      {dialog}
    </PageFrame>
  ) : (
    <Versions scope={scope} versions={stored.versions} onEdit={edit}>
      {dialog}
    </Versions>
  );
}

interface VersionsProps {
  readonly scope: PeriodScope;
  readonly versions: readonly { readonly version: number; readonly name: string }[];
  readonly onEdit: () => void;
  readonly children: ReactNode;
}

function Versions({ scope, versions, onEdit, children }: VersionsProps) {
  const { period, basis, currency } = scope;
  const [layer, setLayer] = useState<TaxonomyLayer>("tower");
  const [of, setOf] = useState<"charges" | "ledger">("charges");
  const [against, setAgainst] = useState(ALONE);
  const old = versions.find(({ version }) => String(version) === against);
  const before = old === undefined ? {} : { before: old.version };
  const answer = useAnswer("taxonomy.compare", { period, basis, of, ...before });
  const shown = answer.value === undefined ? null : chosenLayer(answer.value, layer, currency);
  const options = [
    { value: ALONE, label: "no other version" },
    ...versions.slice(1).map(({ version, name }) => ({
      value: String(version),
      label: `version ${version}, ${name}`,
    })),
  ];
  return (
    <PageFrame
      title="Taxonomy"
      message={answer.value === undefined ? null : taxonomyMessage(answer.value, shown)}
      actions={
        <Button tone="primary" onClick={onEdit}>
          Edit as text
        </Button>
      }
    >
      <div className={styles["bar"]}>
        <Choice
          legend="Layer"
          options={LAYERS.map((name) => [name, LAYER_LABEL[name]])}
          value={layer}
          onChange={setLayer}
        />
        <Choice
          legend="What is named"
          options={[
            ["charges", "Bills"],
            ["ledger", "Ledger"],
          ]}
          value={of}
          onChange={setOf}
        />
        <SelectBox
          label="Compared with"
          value={old === undefined ? ALONE : against}
          options={options}
          onChange={setAgainst}
        />
      </div>
      {answer.error === undefined ? null : (
        <ErrorNote error={answer.error} onRetry={answer.retry} />
      )}
      {isFirstLoad(answer) ? <LoadingNote what="the nodes" /> : null}
      {answer.value === undefined ? null : (
        <Nodes comparison={answer.value} shown={shown} of={of} period={period} />
      )}
      {children}
    </PageFrame>
  );
}

interface ChoiceProps<T extends string> {
  readonly legend: string;
  readonly options: readonly (readonly [value: T, label: string])[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}

function Choice<T extends string>({ legend, options, value, onChange }: ChoiceProps<T>) {
  return (
    <fieldset className={styles["views"]}>
      <legend className="screen-reader">{legend}</legend>
      {options.map(([name, label]) => (
        <Button key={name} isPressed={value === name} onClick={() => onChange(name)}>
          {label}
        </Button>
      ))}
    </fieldset>
  );
}

interface NodesProps {
  readonly comparison: Comparison;
  readonly shown: ReturnType<typeof chosenLayer>;
  readonly of: "charges" | "ledger";
  readonly period: string;
}

function Nodes({ comparison: { before, after }, shown, of, period }: NodesProps) {
  if (shown === null) {
    return (
      <EmptyNote>
        No {of === "charges" ? "charge" : "line of the ledger"} belongs to {period}.
      </EmptyNote>
    );
  }
  const counted = of === "charges" ? "Charges" : "Lines";
  if (before === null || after === null || before.version === after.version) {
    return <NodeGrid layer={shown} versions={null} counted={counted} />;
  }
  const versions = {
    before: `Version ${before.version}`,
    after: `Version ${after.version}`,
  };
  return (
    <div className={styles["columns"]}>
      <section className={styles["pane"]} aria-label="Side by side">
        <NodeGrid layer={shown} versions={versions} counted={counted} />
      </section>
      <section className={styles["pane"]} aria-label="What moves">
        <h2>What moves</h2>
        {shown.moves.length === 0 ? <p className={styles["hint"]}>Nothing moves.</p> : null}
        <MoveList
          moves={movesOf(shown)}
          leftOut={shown.movesLeftOut}
          counted={of === "charges" ? "charge" : "line"}
        />
      </section>
    </div>
  );
}

function useTaxonomyNote(): RailNote {
  const version = useAnswer("taxonomy.current", {}).value?.version ?? null;
  const note = `version ${version}`;
  return version === null ? NO_NOTE : { tone: "good", note, state: note };
}
