import { problem } from '../../problem.ts'
import { say } from '../../sentence.ts'
import type { Concurrency } from '../concurrency.ts'
import { err, type Result } from '../../result.ts'
import type { NamedEntry, NamedList } from './named-entry.ts'
import { type Step, steps } from './plain-steps.ts'
import { editLine, editStage, withoutItem } from './stage-edits.ts'
import type { Plain } from './write-yaml.ts'

/** The fields of a new gate; omitted ones use the schema's defaults (decision 15). */
export interface NewGate {
  readonly name: string
  readonly title?: string
  readonly instructions?: string
  readonly requiredApprovals?: number
  readonly approvers?: {
    readonly people?: readonly string[]
    readonly roles?: readonly string[]
    readonly teams?: readonly string[]
  }
  readonly requesterMayApprove?: boolean
}

/** Defines a gate, or replaces its definition. */
export function addGate(text: string, gate: NewGate): Result<string> {
  return addNamed(text, 'gates', { ...gate })
}

/** Removes a gate and every reference to it. */
export function removeGate(text: string, name: string): Result<string> {
  return editLine(text, ({ line, pathOf, entryOf }) => {
    const mentions = line.spec.stages.flatMap((stage) => {
      const list = stage.gates ?? []
      return list.includes(name) ? [withoutItem([...pathOf(stage), 'gates'], list, list.indexOf(name))] : []
    })
    return steps(...mentions, ...withoutEntry('gates', entryOf('gates', name)))
  })
}

/** Sets a field of a gate, given its name or path; undefined removes the field. */
export function setGateField(
  text: string,
  name: string,
  field: string | readonly string[],
  value: Plain | undefined,
): Result<string> {
  return editLine(text, ({ line, entryOf }) => {
    const entry = entryOf('gates', name)
    const gate = line.spec.gates?.find((one) => one.name === name)
    if (entry === undefined || gate === undefined) return err(problem('not-found', say`There is no gate ${name}`))
    const path = ['spec', 'gates', entry.index, ...(typeof field === 'string' ? [field] : field)]
    if (value !== undefined) return steps({ op: 'set', path, value })
    return typeof field === 'string' && gate[field] === undefined ? steps() : steps({ op: 'remove', path })
  })
}

/** Makes a stage wait for a gate. */
export function addStageGate(text: string, stageName: string, gate: string): Result<string> {
  return editStage(text, stageName, (stage, path) => {
    const gates = stage.gates ?? []
    return gates.includes(gate)
      ? steps()
      : steps({ op: 'insert', path: [...path, 'gates'], index: gates.length, value: gate })
  })
}

/** Makes a stage no longer wait for a gate. */
export function removeStageGate(text: string, stageName: string, gate: string): Result<string> {
  return editStage(text, stageName, (stage, path) => {
    const gates = stage.gates ?? []
    return gates.includes(gate) ? steps(withoutItem([...path, 'gates'], gates, gates.indexOf(gate))) : steps()
  })
}

export function addInput(
  text: string,
  input: { readonly name: string; readonly description?: string; readonly default?: string },
): Result<string> {
  return addNamed(text, 'params', { ...input })
}

/** Removes an input; bindings that read it stay and become findings. */
export function removeInput(text: string, name: string): Result<string> {
  return removeNamed(text, 'params', name)
}

/** Adds a result to the line, or changes its value. */
export function setResult(text: string, name: string, value: string): Result<string> {
  return addNamed(text, 'results', { name, value })
}

export function removeResult(text: string, name: string): Result<string> {
  return removeNamed(text, 'results', name)
}

/** Sets a concurrency rule of the line; rules that are off are left out of the text. */
export function setConcurrency(text: string, rule: keyof Concurrency, isOn: boolean): Result<string> {
  return editLine(text, ({ line }) => {
    const { concurrency } = line.spec
    const path = ['spec', 'concurrency']
    if (isOn) return steps({ op: 'set', path: [...path, rule], value: true })
    if (concurrency === undefined) return steps()
    const isLast = Object.entries(concurrency).every(([name, value]) => name === rule || !value)
    return steps({ op: 'remove', path: isLast ? path : [...path, rule] })
  })
}

function addNamed(
  text: string,
  list: 'params' | 'results' | 'gates',
  value: { readonly name: string; readonly [key: string]: Plain | undefined },
): Result<string> {
  return editLine(text, ({ line, entryOf }) => {
    const entry = entryOf(list, value.name)
    const { length } = line.spec[list] ?? []
    if (entry === undefined) return steps({ op: 'insert', path: ['spec', list], index: length, value })
    const fields = Object.entries(value).filter(
      (entry): entry is [string, Plain] => entry[0] !== 'name' && entry[1] !== undefined,
    )
    return steps(
      ...fields.map(([key, item]): Step => ({ op: 'set', path: ['spec', list, entry.index, key], value: item })),
    )
  })
}

function removeNamed(text: string, list: 'params' | 'results', name: string): Result<string> {
  return editLine(text, ({ entryOf }) => steps(...withoutEntry(list, entryOf(list, name))))
}

function withoutEntry(list: NamedList, entry: NamedEntry | undefined): readonly Step[] {
  return entry === undefined ? [] : [withoutItem(['spec', list], { length: entry.count }, entry.index)]
}
