import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bigLine } from '../testing/big-line.ts'
import { cutAtStages, joinCut } from './cut.ts'
import { parseLine, readingStages, unreadStages } from './parse.ts'
import { sampleLine } from '../testing/sample-world.ts'
import { setStageParam } from './edit/stage-edits.ts'

/** The same text with an anchor, so that it is parsed as a whole. */
const asWhole = (text: string) => text.replace('kind: AssemblyLine', 'kind: &whole AssemblyLine')

const odd: Readonly<Record<string, string>> = {
  plain: sampleLine,
  windows: sampleLine.replaceAll('\n', '\r\n'),
  'byte order mark': `\uFEFF${sampleLine}`,
  'document marks': `%YAML 1.2\n---\n${sampleLine}...\n`,
  'no line end': sampleLine.trimEnd(),
  'keys behind the stages': sampleLine.replace(
    /( {2}gates:\n(?: {4,}.*\n)+)([^]*)$/,
    (_, gates: string, rest: string) => `${rest.trimEnd()}\n  # held here\n${gates}`,
  ),
  'flush lists': sampleLine.replaceAll(/^ {4}(?=[- ])/gm, '  '),
  'block scalars': sampleLine.replace('value: "80"', 'value: |\n              - name: not a stage\n              80'),
  'unknown fields': sampleLine.replace('runAfter: [build]', 'runAfter: [build]\n      x-note: { a: [1, 2] }'),
  'a key twice': sampleLine.replace('pipeline: api-deploy\n', 'pipeline: api-deploy\n        pipeline: again\n'),
  'numbers for texts': sampleLine.replace('value: "80"', 'value: 80'),
  'missing fields': sampleLine.replace('        pipeline: api-scan\n', '').replace('pipeline: api-build', 'other: 1'),
  'something that is no stage': sampleLine.replace('    - name: build\n', '    - 7\n    - name: build\n'),
}

describe.each(Object.entries(odd))('a line written with %s', (_, text) => {
  it('is the same line read stage by stage and as a whole', () => {
    expect(cutAtStages(text)).toBeDefined()
    expect(cutAtStages(asWhole(text))).toBeUndefined()
    const [byPiece, whole] = [parseLine(text), parseLine(asWhole(text))]
    expect(byPiece.line).toEqual(whole.line)
    expect(byPiece.stageIndexes).toEqual(whole.stageIndexes)
    const told = (parsed: typeof whole) =>
      parsed.findings.map(({ code, message, place }) => [code, message, place.line, place.path])
    expect(told(byPiece)).toEqual(told(whole))
  })

  it('has everything where it stands', () => {
    const { yaml } = parseLine(text)
    for (const path of [
      ['spec', 'stages', 1, 'name'],
      ['spec', 'stages', 2, 'spec', 'params', 0, 'value'],
      ['metadata', 'name'],
      ['spec', 'gates', 0, 'name'],
    ]) {
      const { start, end, line, column } = yaml.rangeAt(path)
      const before = text.slice(0, start).split('\n')
      expect([line, column]).toEqual([before.length, (before.at(-1) ?? '').length + 1])
      expect(text.slice(start, end)).toBe(text.slice(start, end).trim())
    }
  })

  it('is its pieces', () => {
    const cut = cutAtStages(text)
    expect(cut === undefined ? '' : joinCut(cut)).toBe(text)
  })
})

it('keeps what is wrong with one stage to that stage', () => {
  const { line, findings } = parseLine(sampleLine.replace('value: "80"', 'value: "80'))
  expect(line?.spec.stages.map((stage) => stage.name)).toContain('deploy')
  expect(findings.map((finding) => finding.code)).toContain('yaml-syntax')
})

it('reads after an edit only the stage that it touched', () => {
  const { text } = bigLine(400)
  parseLine(text)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.string(), (app, value) => {
      const edited = setStageParam(text, `build-app-${String(app)}`, 'x', value)
      if (!edited.ok) throw new Error(edited.error.message)
      // Only the edit itself had to parse a stage; everything else is known before and after.
      expect(unreadStages(edited.value)).toBeLessThanOrEqual(1)
      expect(parseLine(edited.value).line?.spec.stages.length).toBe(400)
    }),
    { numRuns: 20 },
  )
})

it('reads a text stage by stage for whoever gives way in between', () => {
  const text = bigLine(30).text.replaceAll('-app', '-part')
  const unread = unreadStages(text)
  const steps = readingStages([text])
  steps.next()
  expect(unreadStages(text)).toBe(unread - 1)
  expect([...steps].length).toBe(unread - 1)
  expect(unreadStages(text)).toBe(0)
})

it('takes no further document for the line', () => {
  const line = 'kind: AssemblyLine\nspec:\n  stages:\n    - name: a\n'
  expect(cutAtStages(`%YAML 1.2\n# ours\n--- # one\n${line}---\nkind: Other\n`)?.tail).toBe('---\nkind: Other\n')
  for (const other of ['kind: Other\n---\n', '--- { kind: Other }\n---\n', 'kind: Other\n...\n---\n'])
    expect(cutAtStages(other + line), other).toBeUndefined()
})
