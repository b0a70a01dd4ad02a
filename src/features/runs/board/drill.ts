/** Where the canvas stands: on the whole line, inside a stage, or inside one of its tasks, which may lie in a Pipeline within it: `<task>/<task of the child>`. */
export interface Drill {
  readonly stage?: string | undefined
  readonly task?: string | undefined
}

/** Reads the address's `in`: `<stage>` or `<stage>/<task>`. */
export function readDrill(text: string | null): Drill {
  const [stage = '', ...path] = (text ?? '').split('/')
  const task = path.join('/')
  if (stage === '') return {}
  return task === '' ? { stage } : { stage, task }
}

/** The `in` of an address; undefined for the whole line. */
export function drillText({ stage, task }: Drill): string | undefined {
  return task === undefined ? stage : `${stage ?? ''}/${task}`
}
