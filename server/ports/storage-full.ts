/** Whether a write failed because the disk is full or a quota is used up, in the words of Node and SQLite. */
export function isStorageFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return /ENOSPC|EDQUOT|database or disk is full/.test(`${code} ${error.message}`)
}
