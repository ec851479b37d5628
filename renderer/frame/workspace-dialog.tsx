import { useStore } from "../store/index.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { useStatus } from "../use-workspace.ts";
import styles from "./scope-bar.module.css";

/** Which workspace is open, and how another is opened or created. */
export function WorkspaceButton() {
  const status = useStatus();
  const isOpen = useStore((state) => state.isWorkspaceOpen);
  const setOpen = useStore((state) => state.setWorkspaceOpen);
  const setCalendarOpen = useStore((state) => state.setCalendarOpen);
  const name = status?.name ?? "Tieout";
  return (
    <>
      <Button
        tone="quiet"
        title="Workspace"
        aria-label={`Workspace ${name}`}
        onClick={() => setOpen(true)}
      >
        <span className={styles["name"]}>{name}</span>
      </Button>
      <Dialog
        title={`Workspace ${name}`}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        actions={<Button onClick={() => setOpen(false)}>Close</Button>}
      >
        <p>
          This window shows {name}
          {status === undefined ? "" : `, which reports in ${status.currency}`}. One window shows
          one workspace.
        </p>
        <p className={styles["how"]}>
          <Button
            onClick={() => {
              setOpen(false);
              setCalendarOpen(true);
            }}
          >
            Calendar and time zone…
          </Button>
        </p>
        {window.tieout === undefined ? <FromTheTerminal /> : <FromTheMenu />}
      </Dialog>
    </>
  );
}

function FromTheMenu() {
  return (
    <p className={styles["how"]}>
      File, Open workspace… shows another; File, New workspace… creates one; File, Open recent lists
      the last ten.
    </p>
  );
}

function FromTheTerminal() {
  return (
    <>
      <p className={styles["how"]}>
        To show another workspace, or to create one, name its folder in a terminal and open the
        address that is printed:
      </p>
      <pre className={styles["command"]}>tieout serve "Other company.tieout"</pre>
    </>
  );
}
