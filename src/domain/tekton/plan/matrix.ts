import { idPattern } from '#domain/ids.ts'
import { substituteText, substituteValue, type Lookup } from '../values/substitute.ts'
import type { Param } from '../values/params.ts'
import type { Matrix, PipelineTask } from '../task.ts'
import { checkWhen } from '../values/when.ts'

/** Tekton's default limit. */
export const maxCombinations = 256

/** The values of one TaskRun of a matrix, by parameter. */
export type Combination = ReadonlyMap<string, string>

/**
 * All combinations of a matrix in Tekton's order. The first parameter changes fastest; then each `include`, in written order, adds values to the
 * combinations that it fits, or else a combination of its own. A later `include` does not change what an earlier one added.
 */
export function combinationsOf(matrix: Matrix, lookup: Lookup): readonly Combination[] {
  const included = includedIn(matrix, lookup).map(
    ({ params }) => new Map((params ?? []).map(({ name, value }) => [name, textOf(value, lookup)])),
  )
  const params = matrix.params ?? []
  if (params.length === 0) return included
  const product = params.reduce<readonly Combination[]>(
    (combinations, { name, value }) =>
      listOf(value, lookup).flatMap((item) =>
        combinations.map((combination) => new Map([...combination, [name, item]])),
      ),
    [new Map()],
  )
  const filled = product.map((combination) => included.reduce(addWhereItFits, combination))
  return included.reduce(addWhereItMeetsNone, filled)
}

/**
 * Suffixes of the names of a matrix's TaskRuns: their index or, if the matrix only has `include`s with unique names that are valid in object names,
 * the `include`'s name.
 */
export function suffixesOf(matrix: Matrix, lookup: Lookup): readonly string[] {
  const names = includedIn(matrix, lookup).map(({ name = '' }) => name)
  const all = (matrix.include ?? []).map(({ name = '' }) => name)
  const named =
    (matrix.params ?? []).length === 0 && new Set(all).size === all.length && all.every((name) => idPattern.test(name))
  return named ? names : combinationsOf(matrix, lookup).map((_, index) => String(index))
}

/** The pipeline task of one combination: without the matrix, and with its values as parameters. */
export function taskOfCombination(task: PipelineTask, combination: Combination): PipelineTask {
  const { matrix: _, ...rest } = task
  const values = [...combination].map(([name, value]): Param => ({ name, value }))
  const others = (task.params ?? []).filter(({ name }) => !combination.has(name))
  return { ...rest, params: [...others, ...values] }
}

function includedIn({ include = [] }: Matrix, lookup: Lookup): NonNullable<Matrix['include']> {
  return include.filter(({ when }) => {
    const verdict = checkWhen(when, lookup)
    return 'holds' in verdict && verdict.holds
  })
}

function addWhereItFits(combination: Combination, extra: Combination): Combination {
  const fits = [...extra].every(([name, value]) => (combination.get(name) ?? value) === value)
  return fits ? new Map([...extra, ...combination]) : combination
}

function addWhereItMeetsNone(combinations: readonly Combination[], extra: Combination): readonly Combination[] {
  const met = combinations.some((combination) => [...extra].some(([name, value]) => combination.get(name) === value))
  return met || extra.size === 0 ? combinations : [...combinations, extra]
}

function listOf(value: Param['value'], lookup: Lookup): readonly string[] {
  const actual = substituteValue(value, lookup)
  if (Array.isArray(actual)) return actual
  return typeof actual === 'string' ? [actual] : []
}

function textOf(value: Param['value'], lookup: Lookup): string {
  return typeof value === 'string' ? substituteText(value, lookup) : ''
}
