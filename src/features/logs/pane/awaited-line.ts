/** Why the line that the address names is not in sight: the lines before it are not there yet, or the log ends before it. */
export type AwaitedLine = 'awaited' | 'beyond'

export function awaitedLine(
  from: number | undefined,
  log: { readonly lineCount: number; readonly ended: boolean },
): AwaitedLine | undefined {
  if (from === undefined || from < log.lineCount) return undefined
  return log.ended ? 'beyond' : 'awaited'
}
