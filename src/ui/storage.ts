/** Small things that a browser remembers for a person: preferences, panel sizes, what stands in an open form. Never documents, never secrets. */
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

export function forget(key: string): void {
  try {
    globalThis.localStorage.removeItem(`linewright.${key}`)
  } catch {
    // As above.
  }
}

const between = '\n\n'

/** Several texts under one key; none may be empty or hold an empty line. */
export function rememberList(key: string, texts: readonly string[]): void {
  remember(key, texts.join(between))
}

/** The texts under a key, as they were remembered. */
export function recallList(key: string): readonly string[] {
  return (recall(key) ?? '').split(between).filter((text) => text !== '')
}

/** One text for this tab alone, for as long as it lives. */
export function rememberForTab(key: string, value: string): void {
  try {
    globalThis.sessionStorage.setItem(`linewright.${key}`, value)
  } catch {
    // As above.
  }
}

/** Whether the browser lets the page keep anything; where it is told to block that, even looking throws. */
export function keepsForTab(): boolean {
  try {
    return globalThis.sessionStorage.length >= 0
  } catch {
    return false
  }
}

export function recallForTab(key: string): string | undefined {
  try {
    return globalThis.sessionStorage.getItem(`linewright.${key}`) ?? undefined
  } catch {
    return undefined
  }
}
