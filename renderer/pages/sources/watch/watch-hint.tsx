import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import styles from "./watch.module.css";

/** A browser cannot name a folder, so it is named where the program is started. */
export function WatchHint({ onClose }: { onClose: () => void }) {
  return (
    <Dialog
      isOpen
      title="Watch a folder"
      onClose={onClose}
      actions={
        <Button tone="primary" onClick={onClose}>
          Close
        </Button>
      }
    >
      <div className={styles["hint"]}>
        <p>
          A browser does not tell a page where a folder lies. Name the folder your exports are saved
          to when you start Tieout; the workspace remembers it.
        </p>
        <code>tieout serve WORKSPACE.tieout --watch FOLDER</code>
        <p>Nothing in the folder is imported, moved or deleted until you say so.</p>
      </div>
    </Dialog>
  );
}
