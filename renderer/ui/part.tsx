import type { ComponentProps } from "react";

/** A division whose role is given by name, where no element of that role can be placed freely. */
export function Part(props: ComponentProps<"div">) {
  return <div {...props} />;
}
