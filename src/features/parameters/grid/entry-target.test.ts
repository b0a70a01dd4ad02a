import { describe, expect, it } from 'vitest'
import { choiceFor, entered, shownChoices } from './entry-target.ts'

const levels = ['debug', 'info', 'warn'].map((id) => ({ id, title: id }))
const switches = [
  { id: 'true', title: 'オン' },
  { id: 'false', title: 'オフ' },
]

describe('what is entered into a cell', () => {
  it('finds a choice by the first letters of its value or title', () => {
    expect(choiceFor(levels, 'W')).toBe('warn')
    expect(choiceFor(levels, 'ｉ')).toBe('info')
    expect(choiceFor(switches, 'オフ')).toBe('false')
    expect(choiceFor(switches, 't')).toBe('true')
    expect(choiceFor(levels, 'x')).toBeUndefined()
    expect(choiceFor(levels, '')).toBeUndefined()
  })

  it('writes what was typed, and nothing if a cell was only opened', () => {
    const text = { choices: undefined, isText: false, isOpen: true }
    expect(entered(text, { text: '', isTyped: true, marked: undefined })).toBe('')
    expect(entered(text, { text: 'a', isTyped: false, marked: undefined })).toBeUndefined()
  })

  it('writes the marked choice; another text only if the cell is open to it', () => {
    const enumerated = { choices: levels, isText: false, isOpen: true }
    expect(entered(enumerated, { text: 'w', isTyped: true, marked: 'warn' })).toBe('warn')
    expect(entered(enumerated, { text: 'loud', isTyped: true, marked: undefined })).toBe('loud')
    expect(entered({ ...enumerated, isOpen: false }, { text: 'x', isTyped: true, marked: undefined })).toBeUndefined()
    expect(entered(enumerated, { text: '', isTyped: false, marked: undefined })).toBeUndefined()
  })

  it('offers suggestions for a text that may be any other', () => {
    const offered = { choices: levels, isText: true, isOpen: true }
    expect(entered(offered, { text: 'inf', isTyped: true, marked: undefined })).toBe('inf')
    expect(entered(offered, { text: '', isTyped: true, marked: undefined })).toBe('')
    expect(entered(offered, { text: 'inf', isTyped: true, marked: 'info' })).toBe('info')
    expect(entered(offered, { text: 'warn', isTyped: false, marked: undefined })).toBeUndefined()
  })

  it('narrows suggestions to those that contain the typed text', () => {
    const offered = { choices: levels, isText: true }
    expect(shownChoices(offered, { text: 'N', isTyped: true })?.map(({ id }) => id)).toEqual(['info', 'warn'])
    expect(shownChoices(offered, { text: 'N', isTyped: false })).toBe(levels)
    expect(shownChoices(offered, { text: 'x', isTyped: true })).toBeUndefined()
    expect(shownChoices({ choices: levels, isText: false }, { text: 'x', isTyped: true })).toBe(levels)
  })
})
