import { type Command, useCommands } from "../commands.ts";
import { useStore } from "../store/index.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Keys } from "../ui/keys.tsx";
import styles from "./shortcut-help.module.css";

const IN_A_GRID: readonly (readonly [string, string])[] = [
  ["Arrows", "Move; with Shift, select"],
  ["Home, End", "First and last column; with Ctrl, first and last row"],
  ["Page up, Page down", "One screen"],
  ["Enter, double click", "Open the rows behind a number, or sort by a header"],
  ["Right, Left", "Open and close a row"],
  ["Ctrl A", "Select everything; Ctrl Space the column, Shift Space the row"],
  ["Ctrl C", "Copy exact numbers for a spreadsheet; with Shift, the headers too"],
  ["Alt Left, Alt Right", "On a header: narrower and wider; with Shift, move the column"],
  ["Alt Down", "On a header: its menu with filter and order"],
];

/** Every shortcut, from the same list as the palette. */
export function ShortcutHelp() {
  const isOpen = useStore((state) => state.isHelpOpen);
  const setOpen = useStore((state) => state.setHelpOpen);
  const commands = useCommands().filter(({ shortcut }) => shortcut !== undefined);
  const groups = [...new Set(commands.map(({ group }) => group))];
  return (
    <Dialog title="Keyboard" isOpen={isOpen} onClose={() => setOpen(false)} size="wide">
      <div className={styles["columns"]}>
        {groups.map((group) => (
          <CommandGroup
            key={group}
            title={group}
            commands={commands.filter((command) => command.group === group)}
          />
        ))}
        <section>
          <h3 className={styles["heading"]}>In a grid</h3>
          <dl>
            {IN_A_GRID.map(([keys, meaning]) => (
              <div key={keys} className={styles["line"]}>
                <dt>{meaning}</dt>
                <dd>{keys}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}

function CommandGroup({ title, commands }: { title: string; commands: readonly Command[] }) {
  return (
    <section>
      <h3 className={styles["heading"]}>{title}</h3>
      <dl>
        {commands.map(({ id, title: name, shortcut = "" }) => (
          <div key={id} className={styles["line"]}>
            <dt>{name}</dt>
            <dd>
              <Keys shortcut={shortcut} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
