/** Identifies the log of one step. It includes the try, so that logs of earlier tries stay readable. */
export interface LogKey {
  readonly namespace: string
  readonly taskRun: string
  readonly retry: number
  readonly step: string
}

/** Path of a step's log below the log folder: `<namespace>/<taskRun>/<retry>/<step>.log`, in CRI line format. */
export function logPath(key: LogKey): string {
  return `${key.namespace}/${key.taskRun}/${key.retry}/${key.step}.log`
}
