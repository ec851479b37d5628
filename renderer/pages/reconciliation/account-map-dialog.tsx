import { TextEditorDialog } from "../../ui/text-editor-dialog.tsx";
import { tell, tellError } from "../../ui/toaster.tsx";
import { useAnswer, useEngine } from "../../use-engine.ts";
import { ACCOUNT_MAP_TEMPLATE } from "./account-map-template.ts";

/** Which charges each ledger account should carry, as text. */
export function AccountMapDialog({ onClose, onRun }: { onClose: () => void; onRun: () => void }) {
  const engine = useEngine();
  const answer = useAnswer("reconciliation.config", {});
  const save = async (text: string): Promise<boolean> => {
    const result = await engine.call("reconciliation.save", { text });
    if (result.ok) {
      tell("Account map saved");
    } else {
      tellError(result.error);
    }
    return result.ok;
  };
  return answer.value === undefined ? null : (
    <TextEditorDialog
      title="Account map"
      label="Account map"
      initialText={answer.value.text || ACCOUNT_MAP_TEMPLATE}
      check="reconciliation.check"
      runLabel="Save and match"
      onSave={save}
      onRun={onRun}
      onClose={onClose}
    />
  );
}
