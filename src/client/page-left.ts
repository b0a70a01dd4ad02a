/**
 * Browsers keep a page that was left, frozen, to show it again when somebody goes back. Frozen, it holds its locks and answers nobody: so
 * what it holds ends as it is left, and what is shown again begins anew.
 */
export function untilLeft(signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    window.addEventListener('pagehide', () => resolve(), { once: true, ...(signal && { signal }) })
  })
}

/** A page that comes back has given up what it held, and is as old as its leaving. */
export function beginAnewWhenShownAgain(): void {
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) window.location.reload()
  })
}
