import { useEffect, useRef } from "react";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { plural } from "../../../ui/format-amount.ts";

const ABOVE = '[role="dialog"], [role="listbox"], [role="menu"], [role="alertdialog"]';

/** What is open above the page takes Esc first; a closed list or a corner notice does not. */
function isCovered(): boolean {
  return [...document.querySelectorAll(ABOVE)].some(
    (element) => element.checkVisibility() && element.closest('[role="region"]') === null,
  );
}

/** Calls `leave` when Esc is meant for the page. */
export function useEscape(leave: () => void): void {
  const latest = useRef(leave);
  useEffect(() => {
    latest.current = leave;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === "Escape" && !isCovered()) {
        // The question it opens must not take the same key for its own.
        event.stopPropagation();
        latest.current();
      }
    };
    // Before a popup closes itself, so that its Esc is not taken for the page's.
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  }, []);
}

export interface LeaveQuestionProps {
  readonly isOpen: boolean;
  readonly files: number;
  readonly onStay: () => void;
  readonly onLeave: () => void;
}

/** Asked only where leaving loses something the user said. */
export function LeaveQuestion({ isOpen, files, onStay, onLeave }: LeaveQuestionProps) {
  return (
    <Dialog
      title="Leave the import?"
      isOpen={isOpen}
      onClose={onStay}
      actions={
        <>
          <Button onClick={onStay}>Stay</Button>
          <Button tone="danger" onClick={onLeave}>
            Leave
          </Button>
        </>
      }
    >
      <p>
        What you said about {plural(files, "file")} is lost. Nothing was stored, and the files stay
        as they are.
      </p>
    </Dialog>
  );
}
