import { describe, expect, it } from 'vitest'
import { choiceFor, entered, shownChoices } from './entry-target.ts'

const levels = ['debug', 'info', 'warn'].map((id) => ({ id, title: id }))
const switches = [
  { id: 'true', title: 'オン' },
  { id: 'false', title: 'オフ' },
]

describe('what is entered into a cell', () => {
  it('finds a choice by its first letters, of its value or of what it is called', () => {
    expect(choiceFor(levels, 'W')).toBe('warn')
    expect(choiceFor(levels, 'ｉ')).toBe('info')
    expect(choiceFor(switches, 'オフ')).toBe('false')
    expect(choiceFor(switches, 't')).toBe('true')
    expect(choiceFor(levels, 'x')).toBeUndefined()
    expect(choiceFor(levels, '')).toBeUndefined()
  })

  it('writes what was typed, and nothing where a cell was only looked at', () => {
    const text = { choices: undefined, isText: false, isOpen: true }
    expect(entered(text, { text: '', isTyped: true, marked: undefined })).toBe('')
    expect(entered(text, { text: 'a', isTyped: false, marked: undefined })).toBeUndefined()
  })

  it('writes the choice that is marked; another text only where it may stand there', () => {
    const enumerated = { choices: levels, isText: false, isOpen: true }
    expect(entered(enumerated, { text: 'w', isTyped: true, marked: 'warn' })).toBe('warn')
    expect(entered(enumerated, { text: 'loud', isTyped: true, marked: undefined })).toBe('loud')
    expect(entered({ ...enumerated, isOpen: false }, { text: 'x', isTyped: true, marked: undefined })).toBeUndefined()
    expect(entered(enumerated, { text: '', isTyped: false, marked: undefined })).toBeUndefined()
  })

  it('offers choices to a text that may be any other', () => {
    const offered = { choices: levels, isText: true, isOpen: true }
    expect(entered(offered, { text: 'inf', isTyped: true, marked: undefined })).toBe('inf')
    expect(entered(offered, { text: '', isTyped: true, marked: undefined })).toBe('')
    expect(entered(offered, { text: 'inf', isTyped: true, marked: 'info' })).toBe('info')
    expect(entered(offered, { text: 'warn', isTyped: false, marked: undefined })).toBeUndefined()
  })

  it('shows what is offered by any part of it, and all of it until something is typed', () => {
    const offered = { choices: levels, isText: true }
    expect(shownChoices(offered, { text: 'N', isTyped: true })?.map(({ id }) => id)).toEqual(['info', 'warn'])
    expect(shownChoices(offered, { text: 'N', isTyped: false })).toBe(levels)
    expect(shownChoices(offered, { text: 'x', isTyped: true })).toBeUndefined()
    expect(shownChoices({ choices: levels, isText: false }, { text: 'x', isTyped: true })).toBe(levels)
  })
})
