import { describe, expect, it } from 'vitest'
import { paintable, plainText } from './terminal-text.ts'

describe('terminal sequences', () => {
  it('keeps colours and drops what would move the cursor or speak to the terminal', () => {
    expect(paintable('\u001b[1;32mok\u001b[0m\u001b[2J\u001b]0;title\u0007\u001b[5A.')).toBe('\u001b[1;32mok\u001b[0m.')
  })

  it.each([
    ['a device control string', 'a\u001bPq#0;2~\u001b\\b'],
    ['a privacy message', 'a\u001b^secret\u001b\\b'],
    ['a choice of characters, as tput writes it', 'a\u001b(B\u001b[mb'],
    ['a reset, and a saved cursor', 'a\u001bc\u001b7\u001b8\u001b=b'],
    ['an escape by itself', 'a\u001b\u001b[0mb\u001b'],
  ])('never prints %s', (_, text) => {
    expect(plainText(text)).toBe('ab')
    expect(paintable(text).replace(/\u001b\[0?m/g, '')).toBe('ab')
  })

  it.each([
    ['the last state of a progress bar', '10 %\r50 %\r100 %\r', '100 %'],
    ['what an erased line leaves', 'downloading\r\u001b[Kdone', 'done'],
    ['what was written over', 'abcdef\rxy', 'xycdef'],
    ['what a backspace corrects', 'helo\b\blo', 'helo'],
    ['what stands at a column', '\u001b[5Gat', '    at'],
    ['a tab as it is', 'a\tb', 'a\tb'],
  ])('shows %s', (_, text, shown) => expect(plainText(text)).toBe(shown))

  it('keeps the colours of what was last printed', () => {
    expect(paintable('\u001b[31m1 %\r\u001b[32m99 %')).toBe('\u001b[31m\u001b[32m99 %\u001b[0m')
  })

  it('keeps links to the web and no others', () => {
    const web = '\u001b]8;;https://example.com/a\u0007report\u001b]8;;\u0007'
    expect(paintable(web)).toBe(web)
    expect(plainText(web)).toBe('report')
    expect(paintable('\u001b]8;;file:///etc/passwd\u001b\\secret\u001b]8;;\u001b\\')).toBe('secret\u001b]8;;\u001b\\')
    expect(paintable('bell\u0007')).toBe('bell')
  })
})
