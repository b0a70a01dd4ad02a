/** Calls back once, when this process should end: a signal, or the end of its parent process. */
export function whenAskedToEnd(end: (reason: string) => Promise<void>): void {
  let asked = false
  let interrupts = 0
  const ask = (reason: string): void => {
    // A second Ctrl+C means "now"; nothing is lost, since the next start continues.
    if (reason === 'SIGINT') interrupts += 1
    if (interrupts > 1) process.exit(130)
    if (asked) return
    asked = true
    void end(reason).then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ask(signal))
  process.on('disconnect', () => ask('disconnect'))
}
