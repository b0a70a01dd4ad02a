/**
 * Resolves when the page is left. Browsers keep such a page frozen for the back button (bfcache), with its locks and without answering messages.
 * So whatever it holds has to be released when it is left.
 */
export function untilLeft(signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    window.addEventListener('pagehide', () => resolve(), { once: true, ...(signal && { signal }) })
  })
}

/** Reloads a page that comes back from bfcache: it has released what it held, and its data is old. */
export function reloadWhenRestored(): void {
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) window.location.reload()
  })
}
