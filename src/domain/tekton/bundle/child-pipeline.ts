import { z } from 'zod'
import type { Finding } from '#domain/problem.ts'
import type { Param, ParamValue } from '../params.ts'
import { pipelineSpecSchema, type PipelineSpec } from '../pipeline.ts'
import { tasksReadBy, toResultReference } from '../result-references.ts'
import { rewriteTexts } from '../rewrite.ts'
import { selectFrom, substituteList, substituteValue, type Lookup, type Reference } from '../substitute.ts'
import { taskRefSchema, type PipelineTask } from '../task.ts'
import { errorAt } from '../validate/finding.ts'

/** A Pipeline that stands in the place of a Task, with everything inlined; `path` is where the task of the parent is written. */
export interface ChildPipeline {
  readonly name: string
  readonly spec: PipelineSpec
  readonly path: string
}

const childSchema = z.looseObject({
  pipelineSpec: pipelineSpecSchema.optional(),
  pipelineRef: taskRefSchema.optional(),
})

/** What a pipeline task says about a Pipeline in its place; undefined for a task that names a Task. */
export function writtenChild(task: PipelineTask): z.infer<typeof childSchema> | undefined {
  if (!('pipelineSpec' in task) && !('pipelineRef' in task)) return undefined
  const read = childSchema.safeParse(task)
  return read.success ? read.data : {}
}

// What a child of its own would do by itself, and tasks in its place cannot do together.
const ofWhole = ['retries', 'timeout', 'matrix', 'onError'] as const

/**
 * Puts the tasks of child Pipelines in the place of the tasks that run them: `<task>-<task of the child>`, with what they are given in the
 * place of the child's parameters, workspaces and results. They run when and as the child's would; who waits for the child waits for all.
 */
export function withChildren(
  spec: PipelineSpec,
  children: ReadonlyMap<string, ChildPipeline>,
): { readonly spec: PipelineSpec; readonly findings: readonly Finding[] } {
  if (children.size === 0) return { spec, findings: [] }
  const findings: Finding[] = []
  const refuse = (path: string, message: string): void => {
    findings.push(errorAt(path, 'tekton-unsupported', message))
  }
  const placed = new Map<string, readonly PipelineTask[]>()
  for (const task of spec.tasks) {
    const child = children.get(task.name)
    if (child === undefined) continue
    for (const field of ofWhole)
      if (task[field] !== undefined)
        refuse(`${child.path}.${field}`, `Task "${task.name}": ${field} of a Pipeline in a Pipeline is not supported`)
    if ((child.spec.finally ?? []).length > 0)
      refuse(child.path, `Task "${task.name}": finally tasks of a Pipeline in a Pipeline are not supported`)
    for (const { name, default: value } of child.spec.params ?? [])
      if (value === undefined && !(task.params ?? []).some((given) => given.name === name))
        refuse(`${child.path}.params`, `Task "${task.name}": the Pipeline needs the parameter "${name}"`)
    placed.set(task.name, tasksOf(task, child))
  }
  const outward = (reference: Reference): string | undefined => {
    const read = toResultReference(reference)
    const child = read === undefined ? undefined : children.get(read.task)
    if (read === undefined || child === undefined) return undefined
    const result = (child.spec.results ?? []).find(({ name }) => name === read.result)
    const inner = result === undefined ? undefined : resultText(child, read.task, result.value, reference)
    if (inner === undefined) refuse(child.path, `Task "${read.task}" has no result that $(${reference.text}) could be`)
    return inner
  }
  const names = (after: string): readonly string[] => placed.get(after)?.map(({ name }) => name) ?? [after]
  const linked = (task: PipelineTask): PipelineTask => {
    const read = tasksReadBy(task).flatMap((name) => (placed.has(name) ? names(name) : []))
    const runAfter = [...new Set([...(task.runAfter ?? []).flatMap(names), ...read])]
    const { runAfter: _, ...rest } = rewriteTexts(task, outward)
    return { ...rest, ...(runAfter.length === 0 ? {} : { runAfter }) }
  }
  const tasks = spec.tasks.flatMap((task) => placed.get(task.name) ?? [task]).map(linked)
  const twice = tasks.find(({ name }, index) => tasks.findIndex((one) => one.name === name) !== index)
  const [first] = children.values()
  if (twice !== undefined && first !== undefined) refuse(first.path, `Two tasks would be called "${twice.name}"`)
  return {
    spec: {
      ...spec,
      tasks,
      ...(spec.finally === undefined ? {} : { finally: rewriteTexts(spec.finally, outward) }),
      ...(spec.results === undefined ? {} : { results: rewriteTexts(spec.results, outward) }),
    },
    findings,
  }
}

/** The tasks of a child as tasks of its parent. */
function tasksOf(parent: PipelineTask, child: ChildPipeline): readonly PipelineTask[] {
  const { name, runAfter = [], when = [] } = parent
  const values = valuesOf(parent, child)
  const lookup = lookupIn(parent, child, values)
  const before = [...runAfter, ...tasksReadBy({ name, params: parent.params, when: parent.when })]
  return child.spec.tasks.map((task): PipelineTask => {
    const { taskSpec, when: ownWhen = [], ...rest } = task
    const after = [...new Set([...(task.runAfter ?? []).map((one) => `${name}-${one}`), ...before])]
    const params = [...(rest.params ?? []).map((one) => substituteDeep(one, lookup)), ...propagated(task, values)]
    const declared = new Set((taskSpec?.workspaces ?? []).map((one) => one.name))
    // A Task's own scope: parameters come to it by its pipeline task, and workspaces that it declares have its names.
    const inTask: Lookup = (reference) => {
      const [first] = reference.segments
      const isOwn = reference.scope === 'workspaces' && first?.kind === 'name' && declared.has(first.name)
      return reference.scope === 'params' || isOwn ? undefined : lookup(reference)
    }
    return {
      ...substituteDeep(rest, lookup),
      name: `${name}-${task.name}`,
      ...(after.length === 0 ? {} : { runAfter: after }),
      ...(when.length + ownWhen.length === 0 ? {} : { when: [...when, ...substituteDeep(ownWhen, lookup)] }),
      ...(params.length === 0 ? {} : { params }),
      ...(rest.workspaces === undefined ? {} : { workspaces: rest.workspaces.map((one) => boundBy(parent, one)) }),
      ...(taskSpec === undefined ? {} : { taskSpec: substituteDeep(taskSpec, inTask) }),
    }
  })
}

/** Values of a child's parameters, as texts of its parent. */
function valuesOf({ params = [] }: PipelineTask, { spec }: ChildPipeline): ReadonlyMap<string, ParamValue> {
  const defaults = (spec.params ?? []).flatMap(({ name, default: value }) =>
    value === undefined ? [] : [[name, value] as const],
  )
  const given = params.map(({ name, value }) => [name, soleList(value) ?? value] as const)
  return new Map([...defaults, ...given])
}

/** The list that is all of another one. */
function soleList(value: ParamValue): string | undefined {
  const [only, ...more] = Array.isArray(value) ? value : []
  return more.length === 0 && only !== undefined && /^\$\([^()]*\[\*\]\)$/.test(only) ? only : undefined
}

/** Parameters that reach an embedded Task without being given. */
function propagated({ taskRef, params = [] }: PipelineTask, values: ReadonlyMap<string, ParamValue>): readonly Param[] {
  if (taskRef !== undefined) return []
  return [...values].flatMap(([name, value]) => (params.some((one) => one.name === name) ? [] : [{ name, value }]))
}

type WorkspaceUse = NonNullable<PipelineTask['workspaces']>[number]

/** The workspace of the parent behind one that a task of its child names. */
function boundBy({ workspaces = [] }: PipelineTask, use: WorkspaceUse): WorkspaceUse {
  const inner = use.workspace ?? use.name
  const bound = workspaces.find(({ name }) => name === inner)
  const subPath = [bound?.subPath, use.subPath].filter((part) => part !== undefined && part !== '').join('/')
  return { ...use, workspace: bound?.workspace ?? inner, ...(subPath === '' ? {} : { subPath }) }
}

/** What references of a child are in its parent. */
function lookupIn(
  parent: PipelineTask,
  { spec, name }: ChildPipeline,
  values: ReadonlyMap<string, ParamValue>,
): Lookup {
  const own = new Set(spec.tasks.map((task) => task.name))
  return (reference) => {
    const { scope, text, segments } = reference
    const [first, ...rest] = segments
    if (first?.kind !== 'name') return undefined
    switch (scope) {
      case 'params': {
        const value = values.get(first.name)
        if (value === undefined) return undefined
        // Which item of a list that takes in another is meant cannot be told before that one is there.
        const isOpen = Array.isArray(value) && value.some((item) => item.endsWith('[*])')) && rest[0]?.kind === 'index'
        return isOpen ? undefined : (selectFrom(value, rest) ?? narrowed(value, text, first.name))
      }
      case 'tasks':
        return own.has(first.name) ? `$(${moved(text, `${parent.name}-${first.name}`)})` : undefined
      case 'workspaces': {
        const bound = boundBy(parent, { name: first.name }).workspace ?? first.name
        return `$(${moved(text, bound)})`
      }
      case 'context':
        if (text === 'context.pipeline.name') return name
        return text === 'context.pipelineRun.name' ? `$(${text})-${parent.name}` : undefined
      default:
        return undefined
    }
  }
}

/** A reference with another name behind its scope. */
function moved(text: string, name: string): string {
  return text.replace(/^(tasks|workspaces)\.[\w-]+/, `$1.${name}`)
}

/** A selection of a value that is itself a reference to all of something: `[*]` of it becomes what is selected. */
function narrowed(value: ParamValue, text: string, name: string): string | undefined {
  const all = typeof value === 'string' ? /^\$\(([^()]*)\[\*\]\)$/.exec(value)?.[1] : undefined
  return all === undefined ? undefined : `$(${all}${text.slice(`params.${name}`.length)})`
}

/** What a result of a child is to its parent: the value that the child gives it, of the task in its new place. */
function resultText(
  { spec }: ChildPipeline,
  task: string,
  value: ParamValue,
  reference: Reference,
): string | undefined {
  const own = new Set(spec.tasks.map(({ name }) => name))
  if (typeof value !== 'string') return undefined
  const outer = rewriteTexts(value, ({ scope, segments: [first], text }) =>
    scope === 'tasks' && first?.kind === 'name' && own.has(first.name)
      ? `$(${moved(text, `${task}-${first.name}`)})`
      : undefined,
  )
  const rest = reference.text.replace(/^tasks\.[\w-]+\.results(?:\.[\w-]+|\[["'][^\]]*["']\])/, '')
  if (rest === '') return outer
  const whole = /^\$\((tasks\.[^()]*?)(?:\[\*\])?\)$/.exec(outer)?.[1]
  return whole === undefined ? undefined : `$(${whole}${rest})`
}

/** Replaces references in every text of a piece of JSON; lists take in what a reference to a list stands for. */
function substituteDeep<T>(value: T, lookup: Lookup): T
function substituteDeep(value: unknown, lookup: Lookup): unknown {
  if (typeof value === 'string') return substituteValue(value, lookup)
  if (Array.isArray(value))
    return value.flatMap((item: unknown) =>
      typeof item === 'string' ? substituteList([item], lookup) : [substituteDeep(item, lookup)],
    )
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, unknown]) => [key, substituteDeep(item, lookup)]),
  )
}
