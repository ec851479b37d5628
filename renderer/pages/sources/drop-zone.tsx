import { type DragEvent, type ReactNode, useState } from "react";
import { Part } from "../../ui/part.tsx";
import styles from "./sources.module.css";

/** Takes files dropped anywhere on the page. */
export function DropZone({
  onDrop,
  children,
}: {
  onDrop: (files: readonly File[]) => void;
  children: ReactNode;
}) {
  const [isOver, setOver] = useState(false);
  const holdsFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes("Files");
  return (
    <Part
      className={styles["dropZone"]}
      onDragOver={(event) => {
        if (holdsFiles(event)) {
          event.preventDefault();
          setOver(true);
        }
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) {
          setOver(false);
        }
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const files = [...event.dataTransfer.files];
        if (files.length > 0) {
          onDrop(files);
        }
      }}
    >
      {children}
      {isOver ? <div className={styles["dropHint"]}>Drop the files to look at them</div> : null}
    </Part>
  );
}
