import { TextEditorDialog } from "../../ui/text-editor-dialog.tsx";
import { tell, tellError } from "../../ui/toaster.tsx";
import { useAnswer, useEngine } from "../../use-engine.ts";
import { RULES_TEMPLATE } from "./rules-template.ts";

/** The allocation rules as text, with what is wrong about them. */
export function RulesDialog({ onClose, onRun }: { onClose: () => void; onRun: () => void }) {
  const engine = useEngine();
  const answer = useAnswer("allocation.rules", {});
  const save = async (text: string): Promise<boolean> => {
    const result = await engine.call("allocation.save", { text });
    if (result.ok) {
      tell(`Rules version ${result.value.version} saved`);
    } else {
      tellError(result.error);
    }
    return result.ok;
  };
  if (answer.value === undefined) {
    return null;
  }
  const { version, text } = answer.value;
  return (
    <TextEditorDialog
      key={version}
      title={version === 0 ? "Rules" : `Rules, version ${version}`}
      label="Allocation rules"
      initialText={text === "" ? RULES_TEMPLATE : text}
      check="allocation.check"
      runLabel="Save and run"
      onSave={save}
      onRun={onRun}
      onClose={onClose}
    />
  );
}
