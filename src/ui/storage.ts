/** Small things that a browser remembers for a person: preferences and panel sizes. Never documents, never secrets. */
export function remember(key: string, value: string): void {
  try {
    globalThis.localStorage.setItem(`linewright.${key}`, value)
  } catch {
    // Storage may be full or forbidden; forgetting a panel size harms nobody.
  }
}

/** What was remembered under a key; undefined where nothing was, or where storage is forbidden. */
export function recall(key: string): string | undefined {
  try {
    return globalThis.localStorage.getItem(`linewright.${key}`) ?? undefined
  } catch {
    return undefined
  }
}

/** The same for this tab alone, for as long as it lives. */
export function rememberForTab(key: string, value: string): void {
  try {
    globalThis.sessionStorage.setItem(`linewright.${key}`, value)
  } catch {
    // As above.
  }
}

export function recallForTab(key: string): string | undefined {
  try {
    return globalThis.sessionStorage.getItem(`linewright.${key}`) ?? undefined
  } catch {
    return undefined
  }
}
