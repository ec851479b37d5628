import { X } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { type AliasDraft, changed, EMPTY_ALIAS } from "./draft.ts";
import styles from "./identifiers.module.css";

export interface AliasEditorProps {
  readonly aliases: readonly AliasDraft[];
  readonly onChange: (aliases: readonly AliasDraft[]) => void;
}

/** Other ways in which a name is written; case and outer spaces do not count. */
export function AliasEditor({ aliases, onChange }: AliasEditorProps) {
  return (
    <section className={styles["part"]} aria-label="Also written">
      <h3>Also written</h3>
      {aliases.map((alias, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its order alone.
        <div key={at} className={styles["alias"]}>
          <TextField
            label={at === 0 ? "Written as" : `Written as, line ${at + 1}`}
            isLabelHidden={at > 0}
            value={alias.written}
            onChange={(written) => onChange(changed(aliases, at, { ...alias, written }))}
          />
          <TextField
            label={at === 0 ? "Is the name" : `Is the name, line ${at + 1}`}
            isLabelHidden={at > 0}
            value={alias.name}
            onChange={(name) => onChange(changed(aliases, at, { ...alias, name }))}
          />
          <Button
            isIcon
            tone="quiet"
            aria-label={`Remove the alias in line ${at + 1}`}
            onClick={() => onChange(changed(aliases, at, null))}
          >
            <X size={14} aria-hidden="true" />
          </Button>
        </div>
      ))}
      <Button onClick={() => onChange([...aliases, EMPTY_ALIAS])}>Add an alias</Button>
    </section>
  );
}
