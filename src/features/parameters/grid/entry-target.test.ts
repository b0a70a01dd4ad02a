import { describe, expect, it } from 'vitest'
import { choiceFor, entered, neighbour } from './entry-target.ts'

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

  it('goes around the choices', () => {
    expect(neighbour(levels, 'warn', 1)).toBe('debug')
    expect(neighbour(levels, undefined, 1)).toBe('debug')
    expect(neighbour(levels, undefined, -1)).toBe('warn')
    expect(neighbour([], undefined, 1)).toBeUndefined()
  })

  it('writes what was typed, and nothing where a cell was only looked at', () => {
    const text = { choices: undefined, isOpen: true }
    expect(entered(text, { text: '', isTyped: true, marked: undefined })).toBe('')
    expect(entered(text, { text: 'a', isTyped: false, marked: undefined })).toBeUndefined()
  })

  it('writes the choice that is marked; another text only where it may stand there', () => {
    const enumerated = { choices: levels, isOpen: true }
    expect(entered(enumerated, { text: 'w', isTyped: true, marked: 'warn' })).toBe('warn')
    expect(entered(enumerated, { text: 'loud', isTyped: true, marked: undefined })).toBe('loud')
    expect(entered({ ...enumerated, isOpen: false }, { text: 'x', isTyped: true, marked: undefined })).toBeUndefined()
    expect(entered(enumerated, { text: '', isTyped: false, marked: undefined })).toBeUndefined()
  })
})
