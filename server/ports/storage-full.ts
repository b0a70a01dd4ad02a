/** Whether something could not be written because its disk is full, or a quota is used up: as Node and SQLite say it. */
export function isStorageFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return /ENOSPC|EDQUOT|database or disk is full/.test(`${code} ${error.message}`)
}
