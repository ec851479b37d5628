import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from "react";
import type { CallOutput } from "../engine-client.ts";
import { useAnswer } from "../use-engine.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { plural } from "./format-amount.ts";
import styles from "./text-editor-dialog.module.css";

type Problem = CallOutput<"allocation.check">["problems"][number];

export interface TextEditorDialogProps {
  readonly title: string;
  /** What the text is, for screen readers. */
  readonly label: string;
  readonly initialText: string;
  readonly check:
    | "allocation.check"
    | "reconciliation.check"
    | "identifiers.check"
    | "taxonomy.check";
  /** What the text would change, once it has no problem. */
  readonly preview?: (text: string) => ReactNode;
  /** Saves and does what the text is for; absent where saving is all there is to do. */
  readonly runLabel?: string;
  /** Stores the text; true where it was stored. */
  readonly onSave: (text: string) => Promise<boolean>;
  readonly onRun?: () => void;
  readonly onClose: () => void;
}

const PAUSE_MS = 350;

/** A text of rules, checked while it is written. */
export function TextEditorDialog(props: TextEditorDialogProps) {
  const [text, setText] = useState(props.initialText);
  const [checked, setChecked] = useState(props.initialText);
  const id = useId();
  useEffect(() => {
    const timer = window.setTimeout(() => setChecked(text), PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [text]);
  const answer = useAnswer(props.check, checked === "" ? null : { text: checked });
  const problems = answer.value?.problems ?? [];
  const isWrong = answer.value?.ok === false;
  const [isAsking, setAsking] = useState(false);
  const close = (): void => (text === props.initialText ? props.onClose() : setAsking(true));
  const save = async (isRun: boolean): Promise<void> => {
    if (await props.onSave(text)) {
      props.onClose();
      if (isRun) {
        props.onRun?.();
      }
    }
  };
  return (
    <Dialog
      title={props.title}
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
            <Button tone="danger" onClick={props.onClose}>
              Discard changes
            </Button>
          </>
        ) : (
          <>
            <span className={styles["state"]} role="status">
              {isWrong ? plural(problems.length, "problem") : "No problems"}
            </span>
            <Button onClick={close}>Close</Button>
            <Button
              tone={props.runLabel === undefined ? "primary" : "plain"}
              disabled={isWrong}
              onClick={() => void save(false)}
            >
              Save
            </Button>
            {props.runLabel === undefined ? null : (
              <Button tone="primary" disabled={isWrong} onClick={() => void save(true)}>
                {props.runLabel}
              </Button>
            )}
          </>
        )
      }
    >
      <label htmlFor={id} className="screen-reader">
        {props.label}
      </label>
      <textarea
        id={id}
        className={styles["text"]}
        value={text}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => indent(event, setText)}
      />
      {problems.length === 0 ? null : <ProblemList problems={problems} />}
      {answer.value?.ok === true ? props.preview?.(checked) : null}
    </Dialog>
  );
}

function ProblemList({ problems }: { problems: readonly Problem[] }) {
  return (
    <ul className={styles["problems"]}>
      {problems.map(({ path, message, remedy, line }) => (
        <li key={`${path} ${line} ${message}`}>
          <b>{line === null ? path || "whole text" : `Line ${line}`}</b> {message}{" "}
          <span className={styles["remedy"]}>{remedy}</span>
        </li>
      ))}
    </ul>
  );
}

/** Ctrl+] indents by two spaces; Tab leaves the field, as everywhere else. */
function indent(event: KeyboardEvent<HTMLTextAreaElement>, setText: (text: string) => void): void {
  if (event.key !== "]" || !(event.ctrlKey || event.metaKey)) {
    return;
  }
  event.preventDefault();
  const area = event.currentTarget;
  area.setRangeText("  ", area.selectionStart, area.selectionEnd, "end");
  setText(area.value);
}
