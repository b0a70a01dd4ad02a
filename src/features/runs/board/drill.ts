/** Where the canvas stands: on the whole line, inside a stage, or inside one of its tasks. */
export interface Drill {
  readonly stage?: string | undefined
  readonly task?: string | undefined
}

/** Reads the address's `in`: `<stage>` or `<stage>/<task>`. */
export function readDrill(text: string | null): Drill {
  const [stage, task] = (text ?? '').split('/', 2)
  if (stage === undefined || stage === '') return {}
  return task === undefined || task === '' ? { stage } : { stage, task }
}

/** The `in` of an address; undefined for the whole line. */
export function drillText({ stage, task }: Drill): string | undefined {
  return task === undefined ? stage : `${stage ?? ''}/${task}`
}
