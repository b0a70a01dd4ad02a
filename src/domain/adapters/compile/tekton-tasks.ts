import { z } from 'zod'
import type { Finding } from '../../problem.ts'
import { err, ok, type Result } from '../../result.ts'
import { toV1Task } from '../../tekton/convert.ts'
import { taskSchema, workspaceSpecSchema, type Task } from '../../tekton/task.ts'
import type { KernelTask } from '../kernel/kernel-answer.ts'

/** Joins the non-empty parts of a name with hyphens. */
export function kebab(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('-')
}

/** Name of the Tekton Task for an adapter's task; `prefix` is the Application's name. */
export function taskName(task: KernelTask, prefix: string): string {
  return kebab(prefix, task.prefix, task.name)
}

interface MadeTask {
  readonly task: Task
  readonly adapters: readonly string[]
}

/** Reports two different Tasks with the same name: where they differ, and their adapters. */
export function collision(first: MadeTask, second: MadeTask): Finding {
  const { name } = first.task.metadata
  const at = differsAt(first.task.spec, second.task.spec)
  const adapters = [...new Set([...first.adapters, ...second.adapters])]
  return {
    severity: 'error',
    code: 'task-collision',
    message: `Two different Tasks are called ${name}; they differ at ${at} and come from ${adapters.join(' and ')}`,
    args: { name, at, adapters: adapters.join(', ') },
    fix: 'Give the adapters the same options, or one of them an option that changes its prefix, such as image',
    place: {},
  }
}

/** The path of the first difference between two values; named list items are given by name. */
function differsAt(first: unknown, second: unknown, at = 'spec'): string {
  if (typeof first !== 'object' || typeof second !== 'object' || first === null || second === null) return at
  const [one, other] = [
    new Map<string, unknown>(Object.entries(first)),
    new Map<string, unknown>(Object.entries(second)),
  ]
  for (const key of new Set([...one.keys(), ...other.keys()])) {
    const [value, another] = [one.get(key), other.get(key)]
    if (JSON.stringify(value) !== JSON.stringify(another))
      return differsAt(value, another, `${at}.${nameOf(value) ?? key}`)
  }
  return at
}

function nameOf(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null && 'name' in value ? String(value.name) : undefined
}

/** Builds the Tekton v1 Task for an adapter's task, or a finding if it is invalid. */
export function tektonTask(task: KernelTask, prefix: string): Result<Task, Finding> {
  const spec = {
    ...(task.params.length === 0
      ? {}
      : {
          params: task.params.map((param) => ({
            name: param.name,
            type: 'string',
            ...(param.description === '' ? {} : { description: param.description }),
            ...(param.default === undefined ? {} : { default: param.default }),
          })),
        }),
    ...(task.results.length === 0
      ? {}
      : {
          results: task.results.map(({ name, description }) => ({
            name,
            type: 'string',
            ...(description === '' ? {} : { description }),
          })),
        }),
    ...withoutEmptyLists(task.spec),
  }
  const metadata = { name: taskName(task, prefix) }
  const parsed = taskSchema.safeParse({ apiVersion: 'tekton.dev/v1beta1', kind: 'Task', metadata, spec })
  return parsed.success ? ok(toV1Task(parsed.data)) : err(noTask(task, metadata.name, parsed.error.issues[0]))
}

/** Builders' schemas give every Task lists of volumes and sidecars, which are mostly empty. */
function withoutEmptyLists(spec: KernelTask['spec']): KernelTask['spec'] {
  const said = Object.entries(spec).filter(
    ([key, value]) => key === 'steps' || !Array.isArray(value) || value.length > 0,
  )
  return Object.fromEntries(said)
}

function noTask({ adapters }: KernelTask, name: string, issue: z.core.$ZodIssue | undefined): Finding {
  const field = issue?.path.join('.') ?? 'spec'
  const reason = issue?.message ?? ''
  return {
    severity: 'error',
    code: 'task-invalid',
    message: `${name} would be no Tekton Task: ${field}: ${reason}; it comes from ${adapters.join(' and ')}`,
    args: { name, field, reason, adapters: adapters.join(', ') },
    place: {},
  }
}

const workspacesSchema = z.array(workspaceSpecSchema).optional()

/** Workspaces declared by a task. */
export function workspacesOf(task: KernelTask) {
  return workspacesSchema.parse(task.spec['workspaces']) ?? []
}
