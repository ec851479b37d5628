import { LAYERS } from "../../../shared/domain/taxonomy.ts";
import { fullIn, plural, spellAmount } from "../../ui/format-amount.ts";
import { MoveList } from "../../ui/move-list.tsx";
import { ErrorNote, LoadingNote } from "../../ui/notice.tsx";
import { TextEditorDialog } from "../../ui/text-editor-dialog.tsx";
import { tell, tellError } from "../../ui/toaster.tsx";
import { useAnswer, useEngine } from "../../use-engine.ts";
import type { PeriodScope } from "../../use-workspace.ts";
import styles from "./taxonomy.module.css";
import { chosenLayer, LAYER_LABEL, movesOf } from "./taxonomy-words.ts";

const SHOWN_MAX = 6;

export interface TaxonomyDialogProps {
  readonly scope: PeriodScope;
  /** A text to begin from, where nothing is saved yet. */
  readonly initialText: string;
  readonly title: string;
  readonly onClose: () => void;
}

/** The taxonomy as text, with what is wrong about it and what saving it would move. */
export function TaxonomyDialog({ scope, initialText, title, onClose }: TaxonomyDialogProps) {
  const engine = useEngine();
  const save = async (text: string): Promise<boolean> => {
    const result = await engine.call("taxonomy.save", { text });
    if (result.ok) {
      tell(`Taxonomy version ${result.value.version} saved`);
    } else {
      tellError(result.error);
    }
    return result.ok;
  };
  return (
    <TextEditorDialog
      title={title}
      label="Taxonomy"
      initialText={initialText}
      check="taxonomy.check"
      preview={(text) => <Preview scope={scope} text={text} />}
      onSave={save}
      onClose={onClose}
    />
  );
}

function Preview({ scope, text }: { scope: PeriodScope; text: string }) {
  const { period, basis, currency } = scope;
  const answer = useAnswer("taxonomy.compare", { period, basis, after: { text } });
  return (
    <section className={styles["preview"]} aria-label="What saving changes">
      <h3>What saving changes in {period}</h3>
      <div aria-live="polite">
        {answer.error === undefined ? null : <ErrorNote error={answer.error} />}
        {answer.value === undefined ? (
          <LoadingNote what="what changes" />
        ) : (
          <Changes comparison={answer.value} currency={currency} />
        )}
      </div>
    </section>
  );
}

function Changes({
  comparison,
  currency,
}: {
  comparison: Parameters<typeof chosenLayer>[0];
  currency: string | undefined;
}) {
  const moving = LAYERS.flatMap((name) => {
    const layer = chosenLayer(comparison, name, currency);
    return layer === null || layer.moved.charges === 0 ? [] : [layer];
  });
  return moving.length === 0 ? (
    <p className={styles["hint"]}>No charge changes.</p>
  ) : (
    moving.map((layer) => {
      const { moved, moves, movesLeftOut } = layer;
      return (
        <div key={layer.layer}>
          <p>
            {LAYER_LABEL[layer.layer]}: {layer.currency}{" "}
            {spellAmount(moved.amount, fullIn(layer.currency))} on {plural(moved.charges, "charge")}{" "}
            changes
          </p>
          <MoveList
            moves={movesOf(layer).slice(0, SHOWN_MAX)}
            leftOut={movesLeftOut + Math.max(0, moves.length - SHOWN_MAX)}
          />
        </div>
      );
    })
  );
}
