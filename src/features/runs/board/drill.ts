/**
 * Where the canvas is: at the whole line, in a stage, or in one of its tasks. A task of a nested Pipeline is
 * `<task>/<task of the child>`.
 */
export interface Drill {
  readonly stage?: string | undefined
  readonly task?: string | undefined
}

/** Reads the parameter `in` of an address: `<stage>` or `<stage>/<task>`. */
export function readDrill(text: string | null): Drill {
  const [stage = '', ...path] = (text ?? '').split('/')
  const task = path.join('/')
  if (stage === '') return {}
  return task === '' ? { stage } : { stage, task }
}

/** The parameter `in` of an address; undefined for the whole line. */
export function drillText({ stage, task }: Drill): string | undefined {
  return task === undefined ? stage : `${stage ?? ''}/${task}`
}
