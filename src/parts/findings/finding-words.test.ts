import { describe, expect, it } from 'vitest'
import { findingCodes } from '#domain/finding-codes.ts'
import { parseLine } from '#domain/line/parse.ts'
import { validateLine } from '#domain/line/validate.ts'
import { sampleLine, sampleWorld } from '#domain/testing/sample-world.ts'
import { problem } from '#domain/problem.ts'
import { readResources } from '#domain/project-documents.ts'
import { referenceFindings } from '#domain/resource-references.ts'
import { findingMessages } from './finding-messages.ts'
import { findingWords } from './use-finding-words.ts'

const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/

describe('findings in words', () => {
  it('has a sentence for every code', () => {
    expect(Object.keys(findingMessages).toSorted()).toEqual([...findingCodes].toSorted())
  })

  it.each([
    ['tabs', sampleLine.replace('  stages:', '\tstages:')],
    ['a key that stands twice', sampleLine.replace('kind: AssemblyLine', 'kind: AssemblyLine\nkind: AssemblyLine')],
    ['two documents', `${sampleLine}---\na: 1\n`],
    ['a number for a text', sampleLine.replace('value: "80"', 'value: 80')],
    ['a missing pipeline', sampleLine.replace('pipeline: api-build', 'pipelin: api-build')],
    ['an unknown stage', sampleLine.replace('runAfter: [build]', 'runAfter: [bild]')],
    ['something else', 'kind: Pod\n'],
  ])('tells %s in Japanese, and what to do', (_, text) => {
    const words = findingWords('ja')
    const findings = validateLine(parseLine(text), sampleWorld)
    expect(findings).not.toEqual([])
    for (const finding of findings) {
      expect(words.said(finding), finding.code).toMatch(japanese)
      expect(words.said(finding)).not.toMatch(/undefined|\{/)
      expect(words.fix(finding) ?? '直', finding.code).toMatch(japanese)
    }
  })

  it('says in Japanese what documents name', () => {
    const resources = readResources({
      'application/environment': JSON.stringify({ name: 'environment', displayName: 'E', qvsConfigRepository: 'gone' }),
      'repository/open': JSON.stringify({ name: 'open', kind: 'github', gitCloneUrl: 'https://t0ken@git.example/a' }),
    })
    const findings = referenceFindings(resources, {})
    expect(findings.map(({ code }) => code)).toEqual([
      ...['reserved-name', 'unknown-reference', 'still-used'],
      'credential-in-url',
    ])
    const words = findingWords('ja')
    for (const finding of findings) {
      expect(words.said(finding), finding.code).toMatch(japanese)
      expect(words.said(finding)).not.toMatch(/undefined|\{/)
      expect(words.fix(finding), finding.code).toMatch(japanese)
    }
  })

  it('words a problem by its first finding', () => {
    const findings = validateLine(parseLine('kind: Pod\n'), sampleWorld)
    const told = findingWords('ja').problem(problem('invalid-document', 'English', { findings: [...findings] }))
    expect(told).toMatchObject({ code: 'invalid-document', message: expect.stringMatching(japanese) })
    const placed = problem('invalid-document', 'Wrong', { place: { document: 'line/shop', line: 3 } })
    expect(findingWords('en').problem(placed).place).toEqual({ document: 'Line shop', line: 3 })
    const plain = problem('not-found', 'Gone')
    expect(findingWords('ja').problem(plain)).toBe(plain)
  })

  it('keeps messages of other programs as they are', () => {
    const finding = { severity: 'error' as const, code: 'not-kubernetes', message: 'x: conflict', args: {}, place: {} }
    expect(findingWords('ja').said(finding)).toBe('x: conflict')
  })
})
