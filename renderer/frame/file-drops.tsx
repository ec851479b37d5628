import { useEffect, useState } from "react";
import { useStore } from "../store/index.ts";
import styles from "./file-drops.module.css";

/** Takes files let go anywhere on the window; none of them ever replaces the app. */
export function FileDrops() {
  const [isOver, setOver] = useState(false);
  const arrive = useStore((state) => state.arrive);
  const openPage = useStore((state) => state.openPage);
  useEffect(() => {
    const onOver = (event: DragEvent): void => {
      event.preventDefault();
      setOver(event.dataTransfer?.types.includes("Files") ?? false);
    };
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) {
        setOver(false);
      }
    };
    const onDrop = (event: DragEvent): void => {
      event.preventDefault();
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) {
        arrive(files);
        openPage("sources");
      }
    };
    window.addEventListener("dragover", onOver);
    window.addEventListener("dragleave", onLeave);
    window.addEventListener("drop", onDrop);
    return () => {
      window.removeEventListener("dragover", onOver);
      window.removeEventListener("dragleave", onLeave);
      window.removeEventListener("drop", onDrop);
    };
  }, [arrive, openPage]);
  return isOver ? <div className={styles["hint"]}>Drop the files to look at them</div> : null;
}
