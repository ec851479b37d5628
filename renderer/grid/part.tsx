import type { ComponentProps } from "react";

/** A part of a grid. Rows are placed by transform, which the elements of a table do not allow. */
export function Part(props: ComponentProps<"div">) {
  return <div {...props} />;
}
