/**
 * Small things remembered in the browser: preferences, panel sizes, unfinished typing. Never documents, never secrets.
 */
export function remember(key: string, value: string): void {
  try {
    globalThis.localStorage.setItem(`linewright.${key}`, value)
  } catch {
    // Storage may be full or forbidden; losing a panel size harms nobody.
  }
}

/** What is remembered under a key; undefined if nothing is, or if storage is forbidden. */
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

/** Remembers several texts under one key; none may be empty or contain an empty line. */
export function rememberList(key: string, texts: readonly string[]): void {
  remember(key, texts.join(between))
}

/** The texts remembered under a key. */
export function recallList(key: string): readonly string[] {
  return (recall(key) ?? '').split(between).filter((text) => text !== '')
}

/** Remembers a text for this tab only. */
export function rememberForTab(key: string, value: string): void {
  try {
    globalThis.sessionStorage.setItem(`linewright.${key}`, value)
  } catch {
    // As above.
  }
}

/** Whether the browser allows storage; if it is blocked, even reading throws. */
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
