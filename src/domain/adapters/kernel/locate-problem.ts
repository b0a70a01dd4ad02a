import { distinct } from '../../distinct.ts'
import type { Finding, Place, Problem } from '../../problem.ts'
import type { KernelProblem } from './kernel-answer.ts'
import { ignoredFinding } from './kernel-problem.ts'
import { shortPattern } from '../compile/placeholders.ts'
import type { QvsConfig, QvsDesignPattern } from '../qvs-config/qvs-config.ts'
import type { TextPosition } from '../qvs-config/field-reader.ts'

/**
 * Moves kernel findings about the QVS Config (an unknown name, a missing or unfit value) to their place in its text, since that is what the reader
 * edits; the message keeps the adapter's place.
 */
export function locateProblem(problem: Problem, config: QvsConfig): Problem {
  const findings =
    problem.findings === undefined
      ? undefined
      : brokenOnce(problem.findings.map((finding) => twiceUsed(locate(finding, config))))
  const place = findings?.[0]?.place ?? problem.place
  return {
    ...problem,
    ...(findings === undefined ? {} : { findings }),
    ...(place === undefined ? {} : { place }),
  }
}

/** Warnings for values whose names no adapter has, at their place in the QVS Config; they change nothing. */
export function ignoredFindings(ignored: readonly KernelProblem[], config: QvsConfig): Finding[] {
  return ignored.map((one) => locate(ignoredFinding(one), config))
}

/** Reports an adapter's own error only once, however often it is used. */
function brokenOnce(findings: readonly Finding[]): Finding[] {
  return distinct(findings, ({ message, place }) => JSON.stringify([message, place]))
}

/** Places a conflict between adapters at the last entry that brings one of them in; without that entry there would be no conflict. */
export function locateAdapters(finding: Finding, config: QvsConfig): Finding {
  const adapters = new Set((finding.args['adapters'] ?? '').split(', '))
  const entry = config.designPatterns.findLast(({ pattern }) => adapters.has(shortPattern(pattern)))
  if (entry === undefined) return finding
  return { ...finding, place: { ...finding.place, line: entry.at.line, column: entry.at.column, path: 'pattern' } }
}

/** If uses of one adapter differ, moves the finding to the QVS Config and names the lines that disagree. */
function twiceUsed(finding: Finding): Finding {
  const { sides = [], args, place } = finding
  const origins = new Set(sides.map(({ adapter, via, place: at }) => JSON.stringify([adapter, via, at])))
  const entries = new Set(sides.map(({ entry }) => entry?.path))
  const last = sides.at(-1)
  if (last?.entry?.line === undefined || origins.size > 1 || entries.size < sides.length) return finding
  const said = sides.map(({ value, entry }) => `${value} with line ${entry?.line}`)
  const message = `${args['path']} is ${said.join(' and ')}: ${last.adapter} is used more than once`
  return told({ ...finding, message, place: last.entry }, place)
}

function locate(unplaced: Finding, config: QvsConfig): Finding {
  const finding = withEntries(unplaced, config)
  const path = finding.args['path'] ?? ''
  if (path === 'pattern') return told(locatePattern(finding, config), finding.place)
  const inConfig = /^(params|pipelineParams)\.(.+)$/.exec(path)
  const kind = path.startsWith('pipelineParameters.') ? 'pipelineParams' : inConfig?.[1]
  const name = finding.args['parameter'] ?? inConfig?.[2]?.split('.')[0]
  if (name === undefined) return finding.place.line === undefined ? locatePattern(finding, config) : finding
  const adapters = new Set((finding.args['adapters'] ?? '').split(', '))
  const use = entryOf(finding, config)
  const users =
    use === undefined ? config.designPatterns.filter(({ pattern }) => adapters.has(shortPattern(pattern))) : [use]
  const giver = users.find((entry) => placeOf(entry, name, kind) !== undefined) ?? users[0]
  if (giver === undefined) return finding
  const at = placeOf(giver, name, kind) ?? giver.at
  const place: Place = { line: at.line, column: at.column, ...(path === '' ? {} : { path }), parameter: name }
  return told({ ...finding, place }, finding.place)
}

function withEntries(finding: Finding, config: QvsConfig): Finding {
  if (finding.sides === undefined) return finding
  const sides = finding.sides.map((side) => {
    const [, index, kind, name] = /^designPatterns\[(\d+)\](?:\.(\w+)\.(.+))?$/.exec(side.entry?.path ?? '') ?? []
    const entry = index === undefined ? undefined : config.designPatterns[Number(index)]
    if (entry === undefined) return side
    const at = (name === undefined ? undefined : placeOf(entry, name, kind)) ?? entry.at
    return { ...side, entry: { ...side.entry, line: at.line, column: at.column } }
  })
  return { ...finding, sides }
}

/** Adds the adapter's place to the message, after the finding was moved away from it. */
function told(finding: Finding, { document, line = 1, column = 1 }: Place): Finding {
  if (document === undefined || finding.place.document === document) return finding
  return { ...finding, message: `${finding.message} (declared at ${document}:${line}:${column})` }
}

/** Places a finding about a missing adapter at the entry that names it. */
function locatePattern(finding: Finding, config: QvsConfig): Finding {
  const entry =
    entryOf(finding, config) ??
    config.designPatterns.find(({ pattern }) => shortPattern(pattern) === finding.args['adapters'])
  if (entry === undefined) return finding
  return { ...finding, place: { line: entry.at.line, column: entry.at.column, path: 'pattern' } }
}

/** The entry that a finding is about, if the kernel knows it. */
function entryOf({ args: { use } }: Finding, config: QvsConfig): QvsDesignPattern | undefined {
  return use === undefined ? undefined : config.designPatterns[Number(use)]
}

function placeOf(entry: QvsDesignPattern, name: string, kind: string | undefined): TextPosition | undefined {
  if (kind === 'pipelineParams') return entry.optionsAt[name]
  return entry.paramsAt[name] ?? (kind === undefined ? entry.optionsAt[name] : undefined)
}
