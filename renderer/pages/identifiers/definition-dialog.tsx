import { useEffect, useMemo, useState } from "react";
import { gapsOf } from "../../../shared/domain/identifier-edits.ts";
import { IDENTIFIERS, type IdentifierName } from "../../../shared/domain/identifier-names.ts";
import type { Identifiers } from "../../../shared/domain/identifiers.ts";
import { attributeLabel } from "../../attribute-label.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { plural } from "../../ui/format-amount.ts";
import { ErrorNote, LoadingNote } from "../../ui/notice.tsx";
import type { Option } from "../../ui/select-box.tsx";
import { useAttributes } from "../../use-attributes.ts";
import { isFirstLoad, useAnswer } from "../../use-engine.ts";
import type { PeriodScope } from "../../use-workspace.ts";
import { AliasEditor } from "./alias-editor.tsx";
import { draftOf, type IdentifierDraft, readDraft } from "./draft.ts";
import { EffectList } from "./effect-list.tsx";
import { identifierLabel } from "./identifier-text.ts";
import styles from "./identifiers.module.css";
import { PlaceEditor } from "./place-editor.tsx";
import { useSaveDictionary } from "./use-dictionary.ts";

export interface DefinitionDialogProps {
  readonly scope: PeriodScope;
  readonly identifier: IdentifierName;
  /** The dictionary as it is stored. */
  readonly identifiers: Identifiers;
  /** What the form begins with, where it is a suggestion. */
  readonly wanted?: Identifiers;
  readonly onClose: () => void;
}

const PAUSE_MS = 300;

/** How one identifier is found, as a form; what it changes is shown before it is saved. */
export function DefinitionDialog(props: DefinitionDialogProps) {
  const { scope, identifier, identifiers, wanted = identifiers, onClose } = props;
  const [draft, setDraft] = useState<IdentifierDraft>(() => draftOf(wanted[identifier]));
  const [isAsking, setAsking] = useState(false);
  const save = useSaveDictionary();
  const options = usePlaces(draft);
  const read = useMemo(
    () => readDraft(identifiers, identifier, draft),
    [identifiers, identifier, draft],
  );
  const stored = JSON.stringify(identifiers[identifier]);
  const isChanged =
    read.identifiers === null || JSON.stringify(read.identifiers[identifier]) !== stored;
  const label = identifierLabel(identifier);
  const close = (): void => (isChanged ? setAsking(true) : onClose());
  const store = async (): Promise<void> => {
    if (read.identifiers !== null && (await save(read.identifiers, `${label} is saved`))) {
      onClose();
    }
  };
  return (
    <Dialog
      title={label}
      isOpen
      onClose={close}
      size="wide"
      actions={
        isAsking ? (
          <>
            <span className={styles["state"]} role="alert">
              The changes are not saved.
            </span>
            <Button onClick={() => setAsking(false)}>Keep editing</Button>
            <Button tone="danger" onClick={onClose}>
              Discard changes
            </Button>
          </>
        ) : (
          <>
            <span className={styles["state"]} role="status">
              {read.problems.length === 0 ? "" : plural(read.problems.length, "problem")}
            </span>
            <Button onClick={close}>Close</Button>
            <Button
              tone="primary"
              disabled={read.identifiers === null || !isChanged}
              onClick={() => void store()}
            >
              Save
            </Button>
          </>
        )
      }
    >
      <PlaceEditor
        places={draft.places}
        options={options}
        onChange={(places) => setDraft({ ...draft, places })}
      />
      <AliasEditor
        aliases={draft.aliases}
        onChange={(aliases) => setDraft({ ...draft, aliases })}
      />
      <Remarks problems={read.problems} gaps={gapsFor(read.identifiers, identifier)} />
      {read.identifiers === null ? null : (
        <Consequences scope={scope} identifiers={read.identifiers} />
      )}
    </Dialog>
  );
}

/** Problems stand in the way of saving; months without a value do not. */
function Remarks({ problems, gaps }: { problems: readonly string[]; gaps: readonly string[] }) {
  return problems.length + gaps.length === 0 ? null : (
    <ul className={styles["remarks"]}>
      {problems.map((sentence) => (
        <li key={sentence} className={styles["problem"]}>
          {sentence}
        </li>
      ))}
      {gaps.map((sentence) => (
        <li key={sentence} className={styles["gap"]}>
          {sentence}
        </li>
      ))}
    </ul>
  );
}

function gapsFor(identifiers: Identifiers | null, name: IdentifierName): string[] {
  const own = identifiers?.[name];
  return own === undefined ? [] : gapsOf({ [name]: own });
}

function Consequences({ scope, identifiers }: { scope: PeriodScope; identifiers: Identifiers }) {
  const [asked, setAsked] = useState(identifiers);
  useEffect(() => {
    const timer = window.setTimeout(() => setAsked(identifiers), PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [identifiers]);
  const { period, basis } = scope;
  const answer = useAnswer("identifiers.preview", { period, basis, identifiers: asked });
  return (
    <>
      {answer.error === undefined ? null : <ErrorNote error={answer.error} />}
      {isFirstLoad(answer) ? <LoadingNote what="what saving changes" /> : null}
      {answer.value === undefined ? null : (
        <EffectList effects={answer.value.effects} period={period} />
      )}
    </>
  );
}

/** Every place a value may be looked for; no identifier is read from another. */
function usePlaces(draft: IdentifierDraft): readonly Option<string>[] {
  const attributes = useAttributes();
  const own = [...IDENTIFIERS, "entity"] as readonly string[];
  const known = attributes.filter(({ value }) => !own.includes(value));
  const names = new Set(known.map(({ value }) => value));
  const written = draft.places
    .map(({ attribute }) => attribute)
    .filter((attribute) => !names.has(attribute));
  return [
    ...known,
    ...[...new Set(written)].map((value) => ({ value, label: attributeLabel(value) })),
  ];
}
