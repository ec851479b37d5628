import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { useMemo, useState } from "react";
import { type Command, useCommands } from "../commands.ts";
import { rankItems } from "../rank.ts";
import { useStore } from "../store/index.ts";
import { Keys } from "../ui/keys.tsx";
import styles from "./palette.module.css";

/** Every command by name; the shortcut beside it teaches itself. */
export function Palette() {
  const isOpen = useStore((state) => state.isPaletteOpen);
  const setOpen = useStore((state) => state.setPaletteOpen);
  return (
    <Dialog.Root open={isOpen} onOpenChange={setOpen}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles["backdrop"]} />
        <Dialog.Popup className={styles["popup"]} aria-label="Commands">
          <PaletteList onDone={() => setOpen(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PaletteList({ onDone }: { onDone: () => void }) {
  const commands = useCommands();
  const [typed, setTyped] = useState("");
  const found = useMemo(
    () => rankItems(typed, commands, ({ title, group }) => `${title} ${group}`),
    [typed, commands],
  );
  const run = (command: Command): void => {
    onDone();
    // The dialog gives the focus back first, so that a command may move it.
    window.setTimeout(command.run, 0);
  };
  return (
    <Autocomplete.Root
      open
      inline
      items={found}
      mode="none"
      value={typed}
      onValueChange={setTyped}
      itemToStringValue={(command: Command) => command.title}
      autoHighlight="always"
      keepHighlight
    >
      <Autocomplete.Input
        className={styles["input"]}
        aria-label="Search commands"
        placeholder="Search or run a command"
      />
      <Autocomplete.Empty className={styles["empty"]}>
        {found.length === 0 ? "No command has this name." : null}
      </Autocomplete.Empty>
      <Autocomplete.List className={styles["list"]}>
        {(command: Command) => (
          <Autocomplete.Item
            key={command.id}
            value={command}
            className={styles["item"]}
            onClick={() => run(command)}
          >
            <span className={styles["title"]}>{command.title}</span>
            <span className={styles["group"]}>{command.group}</span>
            {command.shortcut === undefined ? null : <Keys shortcut={command.shortcut} />}
          </Autocomplete.Item>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  );
}
