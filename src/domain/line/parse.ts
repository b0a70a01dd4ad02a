import type { Finding } from '../problem.ts'
import { isRecord } from '../record.ts'
import { type CutLine, cutAtStages } from './cut.ts'
import { inTextOrder, issueFinding, notALine, type Readable, withTexts } from './form-findings.ts'
import { type AssemblyLine, assemblyLineSchema, type Stage, stageSchema } from './line.ts'
import { knownPiece, type Piece, rememberPiece } from './pieces.ts'
import { readableParts, readableStage } from './readable-parts.ts'
import { findingInWhole, openYaml, openYamlNewest, type TextRange, type YamlPath, type YamlText } from './yaml-text.ts'

/** A parsed line. `line` is set as soon as something can be drawn, even if there are errors. */
export interface ParsedLine {
  readonly text: string
  readonly line: AssemblyLine | undefined
  /** All problems of the text, in its order. */
  readonly findings: readonly Finding[]
  /** Where each value is in the text. */
  readonly yaml: Pick<YamlText, 'rangeAt'>
  /** Index in the text's `spec.stages` for each stage in `line.spec.stages`, which leaves out unreadable stages. */
  readonly stageIndexes: readonly number[]
}

/**
 * Parses an AssemblyLine manifest (Value Stream). Reports every YAML and schema problem at once, with 1-based line and column, and returns all
 * readable parts. Stages are parsed one by one and cached, so that an edit parses only the stage it touches.
 */
export function parseLine(text: string): ParsedLine {
  const known = parsedTexts.get(text)
  if (known !== undefined) return known
  const cut = cutAtStages(text)
  const parsed = cut === undefined ? parseWhole(text) : parseCut(text, cut)
  if (parsedTexts.size >= mostParsed) parsedTexts.delete(parsedTexts.keys().next().value ?? '')
  parsedTexts.set(text, parsed)
  return parsed
}

const mostParsed = 8
const parsedTexts = new Map<string, ParsedLine>()

function parseWhole(text: string): ParsedLine {
  const yaml = openYamlNewest(text)
  const broken = yaml.findings.some((finding) => finding.severity === 'error')
  const findings: Finding[] = [...yaml.findings]
  if (!isRecord(yaml.value)) {
    if (!broken) findings.push(notALine(yaml))
    return { text, line: undefined, findings, yaml, stageIndexes: [] }
  }
  const texted = withTexts(yaml.value, assemblyLineSchema, yaml, findings)
  const parsed = assemblyLineSchema.safeParse(texted)
  if (parsed.success)
    return {
      text,
      line: parsed.data,
      findings: inTextOrder(findings),
      yaml,
      stageIndexes: parsed.data.spec.stages.map((_, index) => index),
    }
  for (const issue of parsed.error.issues) findings.push(issueFinding(issue, yaml))
  const { line, stageIndexes } = readableParts(texted)
  return { text, line, findings: inTextOrder(findings), yaml, stageIndexes }
}

/** Parses the text around the stages as one small document, and each stage as another. */
function parseCut(text: string, cut: CutLine): ParsedLine {
  const places = placesIn(cut)
  const frame = placedFrame(cut)
  const findings: Finding[] = [...frame.findings]
  const pieces = cut.pieces.map(pieceOf)
  pieces.forEach((piece, index) => {
    if (!piece.isClean) findings.push(...readPiece(cut.pieces[index] ?? '', index, places.lines[index] ?? 0).findings)
  })
  const stages: Stage[] = []
  const stageIndexes: number[] = []
  pieces.forEach(({ stage }, index) => {
    if (stage === undefined) return
    stages.push(stage)
    stageIndexes.push(index)
  })
  const yaml = { rangeAt: places.rangeAt }
  if (!isRecord(frame.value)) {
    findings.push(notALine(frame))
    return { text, line: undefined, findings: inTextOrder(findings), yaml, stageIndexes: [] }
  }
  const around = withStages(frame.value, [anyStage])
  const texted = withTexts(around, assemblyLineSchema, { ...frame, value: around }, findings)
  const parsed = assemblyLineSchema.safeParse(texted)
  if (!parsed.success) for (const issue of parsed.error.issues) findings.push(issueFinding(issue, frame))
  const { spec, ...rest } = parsed.success ? parsed.data : readableParts(withStages(texted, [])).line
  return { text, line: { ...rest, spec: { ...spec, stages } }, findings: inTextOrder(findings), yaml, stageIndexes }
}

/** Whether the YAML is broken; the board then keeps its last drawable picture. */
export function isSyntaxBroken({ findings }: Pick<ParsedLine, 'findings'>): boolean {
  return findings.some(({ code }) => code === 'yaml-syntax')
}

/** Number of stages in a text that are not cached and would need parsing; 1 for a text that must be parsed as a whole. */
export function unreadStages(text: string): number {
  if (parsedTexts.has(text)) return 0
  return cutAtStages(text)?.pieces.filter((piece) => knownPiece(piece) === undefined).length ?? 1
}

/** Parses the uncached stages of these texts, one per step, so that the caller can do other work in between. */
export function* readingStages(texts: readonly string[]): Generator<undefined> {
  for (const piece of texts.flatMap((text) => cutAtStages(text)?.pieces ?? [])) {
    if (knownPiece(piece) !== undefined) continue
    pieceOf(piece)
    yield
  }
}

// Placeholder for the stages while the text around them is checked.
const anyStage = { name: 'x', spec: { pipeline: 'x', deployment: { app: 'x', name: 'x' } } }

function withStages(value: unknown, stages: readonly unknown[]): unknown {
  const root = isRecord(value) ? value : {}
  return { ...root, spec: { ...(isRecord(root['spec']) ? root['spec'] : {}), stages } }
}

function pieceOf(text: string): Piece {
  const known = knownPiece(text)
  if (known !== undefined) return known
  const { findings, stage } = readPiece(text, 0, 0)
  const piece: Piece = { isClean: findings.length === 0, ...(stage === undefined ? {} : { stage }) }
  rememberPiece(text, piece)
  return piece
}

/** Parses a stage's text as item `index` of the list, and moves its findings down by `lines`. */
function readPiece(text: string, index: number, lines: number): { findings: readonly Finding[]; stage?: Stage } {
  const yaml = openYaml(text)
  const item: unknown = Array.isArray(yaml.value) ? yaml.value[0] : undefined
  const stages: unknown[] = []
  stages[index] = item
  const within: Readable = {
    value: { spec: { stages } },
    rangeAt: (path) => yaml.rangeAt([0, ...path.slice(3)]),
    sourceAt: (path) => yaml.sourceAt([0, ...path.slice(3)]),
  }
  const prefix = ['spec', 'stages', index]
  const findings: Finding[] = [...yaml.findings]
  const texted = withTexts(item, stageSchema, within, findings, prefix)
  const parsed = stageSchema.safeParse(texted)
  if (!parsed.success && !yaml.findings.some(({ severity }) => severity === 'error'))
    for (const issue of parsed.error.issues) findings.push(issueFinding(issue, within, prefix))
  const stage = parsed.success ? parsed.data : readableStage(texted)
  const inLine = findings.map((finding) => findingInWhole(finding, (line) => line + lines))
  return { findings: inLine, ...(stage === undefined ? {} : { stage }) }
}

interface Places {
  /** Number of lines before each piece. */
  readonly lines: readonly number[]
  readonly rangeAt: (path: YamlPath) => TextRange
}

function placesIn(cut: CutLine): Places {
  const starts: number[] = []
  const lines: number[] = []
  let at = cut.head.length
  let line = linesIn(cut.head)
  for (const piece of cut.pieces) {
    starts.push(at)
    lines.push(line)
    at += piece.length
    line += linesIn(piece)
  }
  return {
    lines,
    rangeAt(path) {
      const [first, second, index] = path
      const isStage = first === 'spec' && second === 'stages' && typeof index === 'number'
      const piece = isStage ? cut.pieces[index] : undefined
      if (piece === undefined || !isStage) return placedFrame(cut).rangeAt(path)
      const range = openYaml(piece).rangeAt([0, ...path.slice(3)])
      const [start, before] = [starts[index] ?? 0, lines[index] ?? 0]
      return { ...range, start: range.start + start, end: range.end + start, line: range.line + before }
    },
  }
}

/** The text around the stages, with positions in the whole text. */
function placedFrame(cut: CutLine): Readable & Pick<YamlText, 'findings'> {
  const frame = openYaml(cut.head + cut.tail)
  const border = linesIn(cut.head)
  const length = cut.pieces.reduce((sum, piece) => sum + piece.length, 0)
  const count = cut.pieces.reduce((sum, piece) => sum + linesIn(piece), 0)
  return {
    value: frame.value,
    sourceAt: frame.sourceAt,
    findings: frame.findings.map((finding) => findingInWhole(finding, (line) => (line > border ? line + count : line))),
    rangeAt(path) {
      const range = frame.rangeAt(path)
      if (range.start < cut.head.length) return range
      return { ...range, start: range.start + length, end: range.end + length, line: range.line + count }
    },
  }
}

function linesIn(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1
  return count
}
