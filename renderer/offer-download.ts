const KEPT_MS = 60_000;

/** Lets the user keep content the page holds, through the download of the host. */
export function offerDownload(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
