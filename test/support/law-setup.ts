import fc from "fast-check";

/** How long one law may search and shrink; below the `laws` project's own limit. */
export const LAW_SECONDS = 1200;

// A search that is cut off fails with its seed and the smallest case it has found so far. Left to
// the test's own time limit, it would fail with neither.
fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  interruptAfterTimeLimit: LAW_SECONDS * 1000,
  markInterruptAsFailure: true,
});
