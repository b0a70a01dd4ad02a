import { problem } from '../../problem.ts'
import { say } from '../../sentence.ts'
import { err, type Result } from '../../result.ts'
import { parseExpressions, replaceExpressions } from '../expressions.ts'
import { cycleOfLink, lineGraph } from '../graph.ts'
import { nameTaken, refusal } from '../refusal.ts'
import type { AssemblyLine, Stage } from '../line.ts'
import { parseLine } from '../parse.ts'
import type { YamlPath } from '../yaml-text.ts'
import { type NamedEntry, namedEntry, type NamedList } from './named-entry.ts'
import { type Step, steps } from './plain-steps.ts'
import { applySteps } from './splice.ts'

/** The fields of a new stage. */
export interface NewStage {
  readonly name: string
  readonly pipeline: string
  readonly deployment: { readonly app: string; readonly name: string }
  readonly params?: readonly { readonly name: string; readonly value: string }[]
  readonly runAfter?: readonly string[]
  readonly gates?: readonly string[]
}

/** A parsed line, ready for an edit. */
export interface Opened {
  readonly line: AssemblyLine
  readonly pathOf: (stage: Stage) => YamlPath
  /** A list's entry, by its index in the text. */
  readonly entryOf: (list: NamedList, name: string) => NamedEntry | undefined
  /** Whether the text has a value at a path, rather than a default from the schema. */
  readonly isWritten: (path: YamlPath) => boolean
}

/** Edits a line: `edit` computes steps from its value, which are applied as splices. */
export function editLine(text: string, edit: (opened: Opened) => Result<readonly Step[]>): Result<string> {
  const parsed = parseLine(text)
  const { line, stageIndexes, findings } = parsed
  if (line === undefined) {
    const [first] = findings
    return err(
      problem('invalid-document', say`The line cannot be read`, {
        ...(first === undefined ? {} : { place: first.place }),
        findings: [...findings],
      }),
    )
  }
  const { rangeAt } = parsed.yaml
  const edited = edit({
    line,
    pathOf: (stage) => ['spec', 'stages', stageIndexes[line.spec.stages.indexOf(stage)] ?? 0],
    entryOf: (list, name) => namedEntry(parsed, list, name),
    isWritten: (path) => rangeAt(path).start !== rangeAt(path.slice(0, -1)).start,
  })
  return edited.ok ? applySteps(text, edited.value) : edited
}

/** Edits one stage by name. */
export function editStage(
  text: string,
  name: string,
  edit: (stage: Stage, path: YamlPath, line: AssemblyLine) => Result<readonly Step[]>,
): Result<string> {
  return editLine(text, ({ line, pathOf }) => {
    const stage = line.spec.stages.find((entry) => entry.name === name)
    return stage === undefined
      ? err(problem('not-found', say`There is no stage ${name}`, { place: { stage: name } }))
      : edit(stage, pathOf(stage), line)
  })
}

/** The step that removes an item of a list; removing the last one removes the key too. */
export function withoutItem(path: YamlPath, { length }: { readonly length: number }, index: number): Step {
  return { op: 'remove', path: length === 1 ? path : [...path, index] }
}

/** Adds a stage, after the given one in the text or at the end. */
export function addStage(text: string, stage: NewStage, behind?: string): Result<string> {
  return editLine(text, ({ line }) => {
    if (line.spec.stages.some((entry) => entry.name === stage.name)) return err(nameTaken('a stage', stage.name))
    const at = line.spec.stages.findIndex((entry) => entry.name === behind)
    return steps({
      op: 'insert',
      path: ['spec', 'stages'],
      index: at < 0 ? line.spec.stages.length : at + 1,
      value: stageValue(stage),
    })
  })
}

function stageValue({ name, pipeline, deployment, params = [], runAfter = [], gates = [] }: NewStage) {
  return {
    name,
    spec: {
      pipeline,
      deployment: { app: deployment.app, name: deployment.name },
      ...(params.length === 0 ? {} : { params: params.map((param) => ({ name: param.name, value: param.value })) }),
    },
    ...(runAfter.length === 0 ? {} : { runAfter }),
    ...(gates.length === 0 ? {} : { gates }),
  }
}

/**
 * Removes stages and everything that names them (links, bindings to their results, results of the line) as one edit, whose cost depends on what is
 * removed. With `heal`, followers of a removed stage run after its predecessors instead.
 */
export function removeStages(text: string, names: readonly string[], heal = false): Result<string> {
  const gone = new Set(names)
  let last: string | undefined
  const removed = editLine(text, ({ line, pathOf }) => {
    const { stages } = line.spec
    const results = line.spec.results ?? []
    const known = new Set(stages.map(({ name }) => name))
    const missing = names.find((name) => !known.has(name))
    if (missing !== undefined)
      return err(problem('not-found', say`There is no stage ${missing}`, { place: { stage: missing } }))
    // Removing the last stage also removes the list, and needs the whole text parsed; by then it is short.
    if (gone.size > 1 && stages.every(({ name }) => gone.has(name))) {
      last = stages.at(-1)?.name
      gone.delete(last ?? '')
    }
    const heirs = heal ? heirsOf(stages, gone) : () => []
    return steps(
      ...stages.flatMap((stage) => (gone.has(stage.name) ? [] : referenceSteps(stage, pathOf(stage), gone, heirs))),
      ...withoutItems(['spec', 'results'], results, indexesOf(results, gone)),
      ...stages
        .filter(({ name }) => gone.has(name))
        .toReversed()
        .map((stage): Step => ({ op: 'remove', path: pathOf(stage) })),
    )
  })
  return removed.ok && last !== undefined ? removeStages(removed.value, [last], heal) : removed
}

/** The remaining predecessors of a removed stage, also through other removed ones. */
function heirsOf(stages: readonly Stage[], gone: ReadonlySet<string>): (name: string) => readonly string[] {
  const before = new Map(stages.map(({ name, runAfter }) => [name, runAfter ?? []]))
  return (name) => {
    const found = new Set<string>()
    const seen = new Set([name])
    const open = [name]
    for (let at = open.pop(); at !== undefined; at = open.pop())
      for (const earlier of before.get(at) ?? []) {
        if (!gone.has(earlier)) found.add(earlier)
        else if (!seen.has(earlier)) {
          seen.add(earlier)
          open.push(earlier)
        }
      }
    return [...found]
  }
}

function indexesOf(values: readonly { readonly value: string }[], gone: ReadonlySet<string>): readonly number[] {
  return values.flatMap(({ value }, index) => (readsFrom(value, gone) ? [index] : []))
}

function readsFrom(value: string, gone: ReadonlySet<string>): boolean {
  return parseExpressions(value).some((expression) => expression.kind === 'result' && gone.has(expression.stage))
}

function withoutItems(path: YamlPath, list: readonly unknown[], indexes: readonly number[]): Step[] {
  if (indexes.length > 0 && indexes.length === list.length) return [{ op: 'remove', path }]
  return indexes.toReversed().map((index) => ({ op: 'remove', path: [...path, index] }))
}

/** Steps that remove a remaining stage's references to removed ones: bindings to their results, and its order after them. */
function referenceSteps(
  { name, spec, ...stage }: Stage,
  path: YamlPath,
  gone: ReadonlySet<string>,
  heirs: (name: string) => readonly string[],
): readonly Step[] {
  const params = spec.params ?? []
  const runAfter = stage.runAfter ?? []
  const links = [...path, 'runAfter']
  const taken = new Set([name, ...runAfter])
  // Replace each link by the new ones, last link first, so that earlier indexes stay valid.
  const inherited = runAfter.map((before) => {
    const own = gone.has(before) ? heirs(before).filter((heir) => !taken.has(heir)) : []
    for (const heir of own) taken.add(heir)
    return { isGone: gone.has(before), own }
  })
  const isEmpty = inherited.length > 0 && inherited.every(({ isGone, own }) => isGone && own.length === 0)
  const changed = inherited.flatMap(({ isGone, own: [first, ...more] }, at): readonly (readonly Step[])[] => {
    if (!isGone) return []
    if (first === undefined) return [[{ op: 'remove', path: [...links, at] }]]
    const others = more.map((value, index): Step => ({ op: 'insert', path: links, index: at + 1 + index, value }))
    return [[{ op: 'set', path: [...links, at], value: first }, ...others]]
  })
  return [
    ...withoutItems([...path, 'spec', 'params'], params, indexesOf(params, gone)),
    ...(isEmpty ? [{ op: 'remove', path: links } as const] : changed.toReversed().flat()),
  ]
}

/** Renames a stage, and every `runAfter` and `$(stages.<name>...)` that refers to it. */
export function renameStage(text: string, from: string, to: string): Result<string> {
  return editStage(text, from, (_, path, line) => {
    if (from === to) return steps()
    if (line.spec.stages.some((stage) => stage.name === to)) return err(nameTaken('a stage', to))
    const renamed = (value: string) =>
      replaceExpressions(value, (expression) =>
        expression.kind === 'result' && expression.stage === from
          ? `$(stages.${to}.results.${expression.result})`
          : undefined,
      )
    const texts = [
      ...(line.spec.results ?? []).map((result, index) => ({
        path: ['spec', 'results', index, 'value'],
        value: result.value,
      })),
      ...line.spec.stages.flatMap((stage, at) =>
        (stage.spec.params ?? []).map((param, index) => ({
          path: ['spec', 'stages', at, 'spec', 'params', index, 'value'],
          value: param.value,
        })),
      ),
    ].flatMap((entry): Step[] =>
      renamed(entry.value) === entry.value ? [] : [{ op: 'set', path: entry.path, value: renamed(entry.value) }],
    )
    const links = line.spec.stages.flatMap((stage, at) =>
      (stage.runAfter ?? []).flatMap((before, index): Step[] =>
        before === from ? [{ op: 'set', path: ['spec', 'stages', at, 'runAfter', index], value: to }] : [],
      ),
    )
    return steps({ op: 'set', path: [...path, 'name'], value: to }, ...texts, ...links)
  })
}

/** Binds a stage's parameter in the line, replacing any existing binding. */
export function setStageParam(text: string, stageName: string, name: string, value: string): Result<string> {
  return editStage(text, stageName, (stage, path) => {
    const params = stage.spec.params ?? []
    const index = params.findLastIndex((param) => param.name === name)
    return index < 0
      ? steps({ op: 'insert', path: [...path, 'spec', 'params'], index: params.length, value: { name, value } })
      : steps({ op: 'set', path: [...path, 'spec', 'params', index, 'value'], value })
  })
}

/** Removes a stage's binding; its Deployment then provides the value. */
export function removeStageParam(text: string, stageName: string, name: string): Result<string> {
  return editStage(text, stageName, (stage, path) => {
    const params = stage.spec.params ?? []
    const index = params.findLastIndex((param) => param.name === name)
    return index < 0 ? steps() : steps(withoutItem([...path, 'spec', 'params'], params, index))
  })
}

/** Makes `to` run after `from`; refused with the cycle's path if it would close one. */
export function addLink(text: string, from: string, to: string): Result<string> {
  return editStage(text, to, (stage, path, line) => {
    const runAfter = stage.runAfter ?? []
    if (runAfter.includes(from)) return steps()
    const cycle = cycleOfLink(lineGraph(line), from, to)
    if (cycle !== undefined)
      return err(
        refusal(
          'not-possible-now',
          'cycle',
          `The stages would wait for each other: ${cycle.join(' → ')}`,
          { path: cycle.join(' → ') },
          { place: { stage: to }, fix: 'Remove one of the links of that path first' },
        ),
      )
    return steps({ op: 'insert', path: [...path, 'runAfter'], index: runAfter.length, value: from })
  })
}

/** Removes the order between two stages; bindings to results stay and still order them. */
export function removeLink(text: string, from: string, to: string): Result<string> {
  return editStage(text, to, (stage, path) => {
    const runAfter = stage.runAfter ?? []
    const index = runAfter.indexOf(from)
    return index < 0 ? steps() : steps(withoutItem([...path, 'runAfter'], runAfter, index))
  })
}

/** Inserts a new stage between a stage and its followers. */
export function insertStageBetween(text: string, from: string, to: readonly string[], stage: NewStage): Result<string> {
  const added = addStage(text, { ...stage, runAfter: [...new Set([from, ...(stage.runAfter ?? [])])] }, from)
  return to.reduce(
    (result, name) =>
      result.ok
        ? editStage(result.value, name, (target, path) => {
            const runAfter = target.runAfter ?? []
            const index = runAfter.indexOf(from)
            return index < 0
              ? steps({ op: 'insert', path: [...path, 'runAfter'], index: runAfter.length, value: stage.name })
              : steps({ op: 'set', path: [...path, 'runAfter', index], value: stage.name })
          })
        : result,
    added,
  )
}

/** Inserts a new stage between a gate and a stage it holds: the new one waits for the gate, the held one for the new one. */
export function insertStageBehindGate(text: string, gate: string, to: string, stage: NewStage): Result<string> {
  return editStage(text, to, (target, path) => {
    const [runAfter, gates] = [target.runAfter ?? [], target.gates ?? []]
    if (!gates.includes(gate)) return err(problem('not-found', say`There is no gate ${gate}`))
    const before = [...new Set([...runAfter, ...(stage.runAfter ?? [])])]
    const list = [...path, 'runAfter']
    return steps(
      ...runAfter
        .map((_, index): Step => ({ op: 'remove', path: [...list, index] }))
        .slice(1)
        .toReversed(),
      runAfter.length === 0
        ? { op: 'insert', path: list, index: 0, value: stage.name }
        : { op: 'set', path: [...list, 0], value: stage.name },
      withoutItem([...path, 'gates'], gates, gates.indexOf(gate)),
      {
        op: 'insert',
        path: ['spec', 'stages'],
        index: Number(path.at(-1)),
        value: stageValue({ ...stage, runAfter: before, gates: [gate] }),
      },
    )
  })
}

/** Disables stages, so that runs skip them, or enables them again. */
export function setStageDisabled(text: string, names: readonly string[], isDisabled: boolean): Result<string> {
  const meant = new Set(names)
  return editLine(text, ({ line, pathOf }) =>
    steps(
      ...line.spec.stages.flatMap((stage): Step[] => {
        if (!meant.has(stage.name) || (stage.disabled === true) === isDisabled) return []
        const path = [...pathOf(stage), 'disabled']
        return [isDisabled ? { op: 'set', path, value: true } : { op: 'remove', path }]
      }),
    ),
  )
}

export function setStagePipeline(text: string, stageName: string, pipeline: string): Result<string> {
  return editStage(text, stageName, (_, path) =>
    steps({ op: 'set', path: [...path, 'spec', 'pipeline'], value: pipeline }),
  )
}

export function setStageDeployment(text: string, stageName: string, app: string, name: string): Result<string> {
  return editStage(text, stageName, (stage, path) => {
    const { deployment } = stage.spec
    return steps(
      ...(deployment.app === app
        ? []
        : [{ op: 'set', path: [...path, 'spec', 'deployment', 'app'], value: app } as const]),
      ...(deployment.name === name
        ? []
        : [{ op: 'set', path: [...path, 'spec', 'deployment', 'name'], value: name } as const]),
    )
  })
}
