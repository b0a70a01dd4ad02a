/** Why the line in the address is not in view: earlier lines are still being read, or the log ends before it. */
export type AwaitedLine = 'awaited' | 'beyond'

export function awaitedLine(
  from: number | undefined,
  log: { readonly lineCount: number; readonly ended: boolean },
): AwaitedLine | undefined {
  if (from === undefined || from < log.lineCount) return undefined
  return log.ended ? 'beyond' : 'awaited'
}
