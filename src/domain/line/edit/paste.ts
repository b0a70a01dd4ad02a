import { problem } from '../../problem.ts'
import { say } from '../../sentence.ts'
import { err, ok, type Result } from '../../result.ts'
import { cutAtStages, joinCut, splitTrailing } from '../cut.ts'
import { replaceExpressions, resultExpression } from '../expressions.ts'
import type { AssemblyLine, Stage } from '../line.ts'
import { parseLine } from '../parse.ts'
import type { YamlPath } from '../yaml-text.ts'
import type { Clip, ClippedStage } from './clip.ts'
import { addGate } from './line-edits.ts'
import type { Step } from './plain-steps.ts'
import { applySteps } from './splice.ts'

/** Where pasted stages go in the text, and which deployments they get. */
export interface PastePlace {
  readonly behind?: string | undefined
  /** Returns another Deployment for a copied one, for example the one in the lane at the pointer. */
  readonly rebind?: (deployment: { readonly app: string; readonly name: string }) => string | undefined
}

/** A line after a paste, with the names of its new stages. */
export interface Pasted {
  readonly text: string
  readonly names: readonly string[]
  /** How many stages have another Deployment than the copied ones. */
  readonly rebound: number
}

/**
 * Pastes copied stages into a line, with their comments. They get free names, and references among them follow. Links to stages that the line lacks
 * are dropped; gates that it lacks come along, and one that is not in the clip is a finding: nobody is to lose an approval without a word.
 */
export function pasteStages(
  text: string,
  { stages, gates }: Pick<Clip, 'stages' | 'gates'>,
  place: PastePlace = {},
): Result<Pasted> {
  const before = parseLine(text)
  const { line } = before
  if (line === undefined) return err(problem('invalid-document', say`The line cannot be read`))
  const names = freshNames(line, stages)
  const found = line.spec.stages.findIndex((stage) => stage.name === place.behind)
  const last = Math.max(-1, ...before.stageIndexes)
  const index = (found < 0 ? last : (before.stageIndexes[found] ?? last)) + 1
  const inserted = insertTexts(text, index, stages)
  if (!inserted.ok) return inserted
  const known = new Set([...line.spec.stages.map((stage) => stage.name), ...names.values()])
  const after = parseLine(inserted.value)
  const positions = new Map(after.stageIndexes.map((at, position) => [at, position]))
  const steps = stages.flatMap((_, at) => {
    const stage = after.line?.spec.stages[positions.get(index + at) ?? -1]
    return stage === undefined ? [] : adapt(stage, ['spec', 'stages', index + at], names, known, place)
  })
  const has = new Set(line.spec.gates?.map(({ name }) => name))
  const waitedFor = new Set(after.line?.spec.stages.flatMap((stage) => stage.gates ?? []))
  const adapted = gates
    .filter(({ name }) => waitedFor.has(name) && !has.has(name))
    .reduce((made, gate) => (made.ok ? addGate(made.value, gate) : made), applySteps(inserted.value, steps))
  if (!adapted.ok) return adapted
  return ok({
    text: adapted.value,
    names: stages.map((stage) => names.get(stage.name) ?? stage.name),
    rebound: steps.filter(({ path }) => path.at(-2) === 'deployment').length,
  })
}

function freshNames(line: AssemblyLine, stages: readonly ClippedStage[]): ReadonlyMap<string, string> {
  const taken = new Set(line.spec.stages.map((stage) => stage.name))
  const names = new Map<string, string>()
  for (const { name } of stages) {
    // A copy of `deploy-2` becomes `deploy-3`.
    const stem = name.replace(/-\d+$/, '')
    let fresh = name
    for (let count = 2; taken.has(fresh); count++) fresh = `${stem}-${String(count)}`
    taken.add(fresh)
    names.set(name, fresh)
  }
  return names
}

function insertTexts(text: string, index: number, stages: readonly ClippedStage[]): Result<string> {
  const cut = cutAtStages(text)
  if (cut === undefined) return insertValues(text, index, stages)
  const before = cut.pieces[index - 1]
  // Files by two programs may mix line ends: use the one before the place of insertion.
  const eol = /\r?\n/.exec(before ?? cut.head)?.[0] ?? '\n'
  const pieces = stages.map((stage) => indented(stage.text, cut.indent, eol))
  // Trailing blank lines and comments of a stage belong to what follows.
  const [own, rest] = before === undefined ? ['', ''] : splitTrailing(before)
  const open = own === '' || own.endsWith('\n') ? own : own + eol
  const spaced = /^[ \t]*\r?\n/.test(rest) ? eol : ''
  const joined = joinCut({
    ...cut,
    pieces: cut.pieces.toSpliced(Math.max(0, index - 1), before === undefined ? 0 : 1, open + spaced, ...pieces, rest),
  })
  const isGood = cutAtStages(joined)?.pieces.length === cut.pieces.length + pieces.length
  return isGood
    ? ok(joined)
    : err(problem('not-possible-now', say`The copied stages cannot be taken over as they are written`))
}

/** Inserts values, not text, into flow lists and stages that share anchors; an empty list gets the first as a value, then the others as text. */
function insertValues(text: string, index: number, stages: readonly ClippedStage[]): Result<string> {
  const steps = stages.flatMap(({ text: piece }, at): Step[] => {
    const value = parseLine(`spec:\n  stages:\n${indented(piece, 4, '\n')}`).line?.spec.stages[0]
    return value === undefined
      ? []
      : [{ op: 'insert', path: ['spec', 'stages'], index: index + at, value: JSON.parse(JSON.stringify(value)) }]
  })
  const begun = applySteps(text, steps.slice(0, 1))
  const cut = begun.ok ? cutAtStages(begun.value) : undefined
  if (cut?.pieces.length !== 1) return applySteps(text, steps)
  const eol = /\r?\n/.exec(cut.head)?.[0] ?? '\n'
  return ok(joinCut({ ...cut, pieces: stages.map((stage) => indented(stage.text, cut.indent, eol)) }))
}

function indented(text: string, indent: number, eol: string): string {
  const blanks = ' '.repeat(indent)
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : blanks + line))
    .join(eol)
}

function adapt(
  stage: Stage,
  path: YamlPath,
  names: ReadonlyMap<string, string>,
  known: ReadonlySet<string>,
  place: PastePlace,
): readonly Step[] {
  const set = (at: readonly (string | number)[], old: string, value: string | undefined): Step[] =>
    value === undefined || value === old ? [] : [{ op: 'set', path: [...path, ...at], value }]
  const renamed = (value: string): string =>
    replaceExpressions(value, (entry) =>
      entry.kind === 'result' && names.has(entry.stage)
        ? resultExpression(names.get(entry.stage) ?? entry.stage, entry.result)
        : undefined,
    )
  const { deployment, params } = stage.spec
  return [
    ...set(['name'], stage.name, names.get(stage.name)),
    ...set(['spec', 'deployment', 'name'], deployment.name, place.rebind?.(deployment)),
    ...(params ?? []).flatMap((param, index) =>
      set(['spec', 'params', index, 'value'], param.value, renamed(param.value)),
    ),
    ...listSteps(
      [...path, 'runAfter'],
      stage.runAfter ?? [],
      (name) => names.get(name) ?? (known.has(name) ? name : undefined),
    ),
  ]
}

/** Steps that rename the entries of a list of names and remove those without a new name. */
function listSteps(
  path: YamlPath,
  list: readonly string[],
  nameOf: (name: string) => string | undefined,
): readonly Step[] {
  const kept = list.flatMap((name) => nameOf(name) ?? [])
  if (list.length > 0 && kept.length === 0) return [{ op: 'remove', path }]
  const set = list.flatMap((name, index): Step[] => {
    const value = nameOf(name)
    return value === undefined || value === name ? [] : [{ op: 'set', path: [...path, index], value }]
  })
  const gone = list.flatMap((name, index) => (nameOf(name) === undefined ? [index] : []))
  return [...set, ...gone.toReversed().map((index): Step => ({ op: 'remove', path: [...path, index] }))]
}
