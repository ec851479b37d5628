import { TextEditorDialog } from "../../ui/text-editor-dialog.tsx";
import { tellError } from "../../ui/toaster.tsx";
import { useAnswer, useEngine } from "../../use-engine.ts";
import { useSaveDictionary } from "./use-dictionary.ts";

const TEMPLATE = `tieout: 1
identifiers:
  cost_centre:
    sources:
      - attribute: "tag:cost-centre"
    aliases: {}
`;

/** The same dictionary as text, with what is wrong about it. */
export function DictionaryDialog({ onClose }: { onClose: () => void }) {
  const engine = useEngine();
  const store = useSaveDictionary();
  const answer = useAnswer("identifiers.dictionary", {});
  const save = async (text: string): Promise<boolean> => {
    const read = await engine.call("identifiers.check", { text });
    if (!read.ok) {
      tellError(read.error);
      return false;
    }
    const { identifiers, gaps } = read.value;
    return identifiers !== null && store(identifiers, "Identifiers saved", gaps.join(" "));
  };
  return answer.value === undefined ? null : (
    <TextEditorDialog
      title="Identifiers as text"
      label="Identifiers"
      initialText={answer.value.text || TEMPLATE}
      check="identifiers.check"
      onSave={save}
      onClose={onClose}
    />
  );
}
