/** Why the line that the address names is not in sight: the lines before it are still counted, or the log ends before it. */
export type AwaitedLine = 'counting' | 'beyond'

export function awaitedLine(
  from: number | undefined,
  log: { readonly lineCount: number; readonly counted: number | undefined; readonly ended: boolean },
): AwaitedLine | undefined {
  if (from === undefined || from < log.lineCount) return undefined
  if (log.counted !== undefined) return 'counting'
  return log.ended ? 'beyond' : undefined
}
