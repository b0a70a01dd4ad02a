import { expect, test } from 'vitest'
import { type GateField, gateFieldSchema } from '#domain/line/gate.ts'
import { questionListEdits } from './question-list-edits.ts'

test('questions that are kept as data are added, changed, renamed, moved and removed', () => {
  let questions: readonly GateField[] = []
  const edits = questionListEdits((next) => (questions = next(questions)))
  edits.add({ name: 'ticket', title: 'Which ticket?' })
  edits.add({ name: 'risk', title: 'Which risk?' })
  edits.set('risk', 'type', 'choice')
  edits.set('risk', 'options', ['low', 'high'])
  edits.set('risk', 'required', false)
  edits.set('ticket', 'title', undefined)
  edits.rename('ticket', 'change')
  const risk = { name: 'risk', title: 'Which risk?', type: 'choice', options: ['low', 'high'], required: false }
  const change = gateFieldSchema.parse({ name: 'change' })
  expect(questions).toEqual([change, risk])
  // A removed field gets the schema's default again.
  edits.set('risk', 'required', undefined)
  edits.move('risk', -1)
  expect(questions).toEqual([{ ...risk, required: true }, change])
  edits.move('risk', -1)
  expect(questions).toEqual([{ ...risk, required: true }, change])
  edits.remove('risk')
  expect(questions).toEqual([change])
})
