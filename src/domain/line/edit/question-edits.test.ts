import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseLine } from '../parse.ts'
import type { Result } from '../../result.ts'
import { addQuestion, moveQuestion, removeQuestion, renameQuestion, setQuestionField } from './question-edits.ts'

function done(result: Result<string>): string {
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

const formOf = (text: string) => parseLine(text).line?.spec.gates?.[0]?.form ?? []
const namesOf = (text: string) => formOf(text).map(({ name }) => name)

const head = `apiVersion: vs.axis-dev.io/v1
kind: AssemblyLine
metadata:
  name: release
spec:
  gates:
    - name: production
      form:
`
const tail = `  results:
    - name: ticket
      value: $(gates.production.results.ticket)
  stages:
    - name: deploy
      spec:
        pipeline: api-deploy
        deployment: { app: api, name: staging }
      gates: [production]
    - name: tell
      spec:
        pipeline: api-tell
        deployment: { app: api, name: staging }
        params:
          - name: text
            value: "See $(gates.production.results.ticket), $(gates.other.results.ticket)"
      runAfter: [deploy]
`
const asked = `        # Asked by the auditors
        - name: ticket # an id
          title: 'Which ticket?'
          x-owner: audit

        - { name: risk, type: choice, options: [low, high], default: low }
        # What went wrong last time
        - name: notes
          required: false
          title: |
            Anything else?
            Write it here.
`
const written = {
  block: head + asked + tail,
  windows: (head + asked + tail).replaceAll('\n', '\r\n'),
  'flush lists': head + asked.replaceAll(/^ {2}/gm, '') + tail,
  flow: `${head.trimEnd()} [{ name: ticket, title: Which }, { name: risk }, { name: notes }]\n${tail}`,
}

test.each(Object.entries(written))(
  'a question that is moved there and back leaves the text as it was: %s',
  (_, text) => {
    fc.assert(
      fc.property(fc.constantFrom('ticket', 'risk', 'notes'), fc.constantFrom(-1 as const, 1 as const), (name, by) => {
        const moved = done(moveQuestion(text, 'production', name, by))
        const at = namesOf(text).indexOf(name)
        const to = Math.min(2, Math.max(0, at + by))
        expect(namesOf(moved).indexOf(name)).toBe(to)
        expect(formOf(moved)).toEqual(expect.arrayContaining(formOf(text)))
        expect([...moved].toSorted().join('')).toBe([...text].toSorted().join(''))
        expect(to === at ? moved : done(moveQuestion(moved, 'production', name, by === 1 ? -1 : 1))).toBe(text)
      }),
    )
  },
)

test('what stands beside a question goes with it', () => {
  const moved = done(moveQuestion(written.block, 'production', 'ticket', 1))
  expect(moved).toBe(
    head +
      `        - { name: risk, type: choice, options: [low, high], default: low }

        # Asked by the auditors
        - name: ticket # an id
          title: 'Which ticket?'
          x-owner: audit
        # What went wrong last time
        - name: notes
          required: false
          title: |
            Anything else?
            Write it here.
` +
      tail,
  )
})

test.each(Object.entries(written))('any order of questions can be made, one place at a time: %s', (_, text) => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('ticket', 'risk', 'notes'), fc.constantFrom(-1 as const, 1 as const))),
      (moves) => {
        const moved = moves.reduce((now, [name, by]) => done(moveQuestion(now, 'production', name, by)), text)
        expect(formOf(moved)).toHaveLength(3)
        expect(formOf(moved)).toEqual(expect.arrayContaining(formOf(text)))
      },
    ),
    { numRuns: 30 },
  )
})

test.each(Object.entries(written))(
  'fields are written, and taken out where the schema says the same: %s',
  (_, text) => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }),
        (title, options) => {
          const titled = done(setQuestionField(text, 'production', 'risk', 'title', title))
          const chosen = done(setQuestionField(titled, 'production', 'risk', 'options', options))
          expect(formOf(chosen)[1]).toMatchObject({ name: 'risk', title, options })
          expect(parseLine(chosen).findings.filter(({ severity }) => severity === 'error')).toEqual([])
          expect(formOf(chosen).map(({ name }) => name)).toEqual(['ticket', 'risk', 'notes'])
        },
      ),
      { numRuns: 50 },
    )
    const optional = done(setQuestionField(text, 'production', 'ticket', 'required', false))
    expect(done(setQuestionField(optional, 'production', 'ticket', 'required', undefined))).toBe(text)
    expect(done(setQuestionField(text, 'production', 'ticket', 'required', undefined))).toBe(text)
  },
)

test.each(Object.entries(written))('a question takes the places that read its answer along: %s', (_, text) => {
  const renamed = done(renameQuestion(text, 'production', 'ticket', 'issue'))
  expect(renamed).toContain('value: $(gates.production.results.issue)')
  expect(renamed).toContain('See $(gates.production.results.issue), $(gates.other.results.ticket)')
  expect(done(renameQuestion(renamed, 'production', 'issue', 'ticket'))).toBe(text)
  expect(renameQuestion(text, 'production', 'ticket', 'risk')).toMatchObject({ ok: false })
})

test('the first question brings the form, the last takes it away', () => {
  const none = written.block.replace(`      form:\n${asked}`, '')
  const one = done(addQuestion(none, 'production', { name: 'ticket', title: 'Which?' }))
  expect(namesOf(one)).toEqual(['ticket'])
  expect(addQuestion(one, 'production', { name: 'ticket' })).toMatchObject({ ok: false })
  expect(done(removeQuestion(one, 'production', 'ticket'))).toBe(none)
})
