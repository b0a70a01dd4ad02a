import type { Finding } from '#domain/problem.ts'
import { nameOf } from '../values/lookups.ts'
import { paramsOfRun, paramsOfTask, typeOfParam, typeOfValue, type ParamValues } from '../values/param-values.ts'
import type { ParamType } from '../values/params.ts'
import type { PipelineRun } from '../pipeline.ts'
import { textsIn } from '../values/result-references.ts'
import { referencesIn, type Reference } from '../values/substitute.ts'
import type { PipelineTask, Step } from '../task.ts'
import { errorAt, warningAt } from './finding.ts'
import { placedTasks } from './placed-tasks.ts'

/**
 * Finds `$(...)` in places where it is not allowed: lists and objects inside text, step results in scripts, states of tasks outside `finally`, and
 * unknown contexts.
 */
export function findUsageErrors(run: PipelineRun): readonly Finding[] {
  const ofRun = paramsOfRun(run)
  const names = new Set(run.spec.pipelineSpec.tasks.map(({ name }) => name))
  return placedTasks(run).flatMap(({ task, path, isFinal }) => {
    const types = new Map<string, ParamType>([
      ...[...paramsOfTask(task, ofRun, () => undefined)].map(([name, value]) => [name, typeOfValue(value)] as const),
      ...(task.taskSpec?.params ?? []).map((param) => [param.name, typeOfParam(param)] as const),
    ])
    const keys = new Map(
      (task.taskSpec?.params ?? []).flatMap(({ name, properties }) =>
        properties === undefined ? [] : [[name, new Set(Object.keys(properties))] as const],
      ),
    )
    return [
      ...findInDefaults(path, task, ofRun),
      ...findStates(path, task, isFinal ? names : undefined),
      ...findContexts(path, task),
      ...findUnknownResults(path, task),
      ...(task.taskSpec?.steps ?? []).flatMap((step, index) =>
        findInStep(`${path}.taskSpec.steps[${index}]`, step, { types, keys }),
      ),
    ]
  })
}

/** As on a cluster, steps get references in a default unreplaced, unless they name other defaults of the same Task; nobody wants that. */
function findInDefaults(
  path: string,
  { params, taskRef, taskSpec }: PipelineTask,
  ofRun: ParamValues,
): readonly Finding[] {
  const declared = taskSpec?.params ?? []
  const known = new Set(declared.flatMap((one) => (one.default === undefined ? [] : one.name)))
  const given = new Set([...(params ?? []).map(({ name }) => name), ...(taskRef === undefined ? ofRun.keys() : [])])
  return declared.flatMap(({ name, default: value }, index) =>
    value === undefined || given.has(name)
      ? []
      : textsIn(value)
          .flatMap((text) => referencesIn(text))
          .filter(({ scope, segments: [first] }) => {
            const named = first === undefined ? undefined : nameOf(first)
            return scope === 'params' && (named === undefined || !known.has(named))
          })
          .map(({ text }) =>
            warningAt(
              `${path}.taskSpec.params[${index}].default`,
              'tekton-default',
              `The default of parameter "${name}" holds $(${text}), which stays as it is written: a default can use only other defaults of its Task. Give the parameter in the pipeline task`,
              { name, text },
            ),
          ),
  )
}

/** Only `finally` tasks know how another task ended, and that task must exist. */
function findStates(
  path: string,
  { name, params, when }: PipelineTask,
  known: ReadonlySet<string> | undefined,
): readonly Finding[] {
  return textsIn([params, when])
    .flatMap((text) => referencesIn(text))
    .flatMap(({ scope, segments, text }): Finding[] => {
      const last = segments.at(-1)
      const word = last === undefined ? undefined : nameOf(last)
      if (scope !== 'tasks' || segments.length > 2 || (word !== 'status' && word !== 'reason')) return []
      const [first] = segments
      const task = segments.length === 2 && first !== undefined ? nameOf(first) : undefined
      if (known === undefined)
        return [
          errorAt(path, 'tekton-state', `Task "${name}" refers to $(${text}), which only tasks of finally may`, {
            text,
          }),
        ]
      return task === undefined || known.has(task)
        ? []
        : [
            errorAt(
              path,
              'tekton-unknown-task',
              `Task "${name}" refers to $(${text}), but there is no task "${task}"`,
              {
                name: task,
              },
            ),
          ]
    })
}

/** Contexts that a Pipeline knows about itself and its run. */
const pipelineContexts = new Set([
  'context.pipelineRun.name',
  'context.pipelineRun.namespace',
  'context.pipelineRun.uid',
  'context.pipeline.name',
  'context.pipelineTask.retries',
])

function findContexts(path: string, { name, params, matrix }: PipelineTask): readonly Finding[] {
  return textsIn([params, matrix])
    .flatMap((text) => referencesIn(text))
    .flatMap(({ text }) =>
      /^context\.pipeline(Run|Task)?\./.test(text) && !pipelineContexts.has(text)
        ? [errorAt(path, 'tekton-usage', `Task "${name}" refers to $(${text}), which there is not`, { text })]
        : [],
    )
}

/** Only checks scripts: a cluster leaves such references in other fields as they are. */
function findUnknownResults(path: string, { taskSpec }: PipelineTask): readonly Finding[] {
  const declared = new Set((taskSpec?.results ?? []).map(({ name }) => name))
  return (taskSpec?.steps ?? []).flatMap(({ script = '' }, index) =>
    referencesIn(script).flatMap(({ scope, segments, text }) => {
      const [first = '', ...rest] = segments.map(nameOf)
      const withDots = [first, ...rest.slice(0, -1)].join('.')
      return scope !== 'results' || declared.has(first) || declared.has(withDots)
        ? []
        : [
            errorAt(
              `${path}.taskSpec.steps[${index}].script`,
              'tekton-unknown-result',
              `The Task declares no result for $(${text})`,
              { text },
            ),
          ]
    }),
  )
}

interface Declared {
  readonly types: ReadonlyMap<string, ParamType>
  /** Declared keys of objects. */
  readonly keys: ReadonlyMap<string, ReadonlySet<string>>
}

const contexts = new Set([
  'context.taskRun.name',
  'context.taskRun.namespace',
  'context.taskRun.uid',
  'context.task.name',
  'context.task.retry-count',
])

function findInStep(path: string, step: Step, declared: Declared): readonly Finding[] {
  const { script = '', image = '', workingDir = '', command = [], args = [], env = [] } = step
  const texts = [
    ['script', script],
    ['image', image],
    ['workingDir', workingDir],
    ...env.map(({ value = '' }, index) => [`env[${index}].value`, value]),
  ] as const
  const words = [
    ...command.map((text, index) => [`command[${index}]`, text] as const),
    ...args.map((text, index) => [`args[${index}]`, text] as const),
  ]
  const inTexts =
    (isWord: boolean) =>
    ([field = '', text = '']: readonly string[]): readonly Finding[] =>
      referencesIn(text).flatMap((reference) => {
        const isAlone = isWord && text === `$(${reference.text})`
        const message =
          !isWord && !field.startsWith('env') && isStepResult(reference)
            ? `$(${reference.text}) can stand in env, command and args only`
            : misfit(reference, isAlone, declared)
        return message === undefined
          ? []
          : [errorAt(`${path}.${field}`, 'tekton-usage', message, { text: reference.text })]
      })
  return [...texts.flatMap(inTexts(false)), ...words.flatMap(inTexts(true))]
}

/** Why a reference is not allowed in its place; `isAlone`: it is a whole word of a command. */
function misfit({ scope, segments, text }: Reference, isAlone: boolean, { types, keys }: Declared): string | undefined {
  if (/^context\.task(Run)?\./.test(text) && !contexts.has(text)) return `There is no $(${text})`
  if (scope !== 'params') return undefined
  const { name, rest } = longestName(segments.map(nameOf), types)
  const type = types.get(name)
  const [next] = segments.slice(rest)
  if (next === undefined || next.kind === 'all') {
    if (type === 'object') return `"${name}" is an object: name one of its keys instead of $(${text})`
    return type === 'array' && !isAlone
      ? `"${name}" is a list: $(${text}) can stand by itself in command and args only`
      : undefined
  }
  const key = nameOf(next)
  return type === 'object' && key !== undefined && keys.get(name)?.has(key) === false
    ? `"${name}" has no key "${key}"`
    : undefined
}

function isStepResult({ scope, segments }: Reference): boolean {
  const [, second] = segments
  return scope === 'steps' && second !== undefined && nameOf(second) === 'results'
}

/** The longest declared name (names may contain dots), and its number of segments. */
function longestName(
  names: readonly (string | undefined)[],
  types: ReadonlyMap<string, ParamType>,
): { readonly name: string; readonly rest: number } {
  for (let rest = names.length; rest > 0; rest -= 1) {
    const name = names.slice(0, rest).join('.')
    if (!names.slice(0, rest).includes(undefined) && types.has(name)) return { name, rest }
  }
  return { name: '', rest: 0 }
}
