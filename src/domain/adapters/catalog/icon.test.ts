import { describe, expect, it } from 'vitest'
import { readIcon } from './icon.ts'

const svg = (inner: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">${inner}</svg>`

describe('readIcon', () => {
  it('reads outlines as data', () => {
    expect(readIcon(svg('<path d="M4 4h16v16H4z"/><circle cx="12" cy="12" r="3"/>'))).toEqual([
      { tag: 'path', attributes: { d: 'M4 4h16v16H4z' } },
      { tag: 'circle', attributes: { cx: '12', cy: '12', r: '3' } },
    ])
  })

  it('leaves out whatever could act, load or cover something', () => {
    const hostile = `<script>alert(1)</script><image href="https://x/y.png"/><foreignObject><b>x</b></foreignObject>
      <path d="M0 0" onload="alert(1)" style="position:fixed" fill="url(#x)"/><rect width="javascript:x" height="2"/>`
    expect(readIcon(svg(hostile))).toEqual([
      { tag: 'path', attributes: { d: 'M0 0' } },
      { tag: 'rect', attributes: { height: '2' } },
    ])
  })

  it('takes 24 by 24 only', () => {
    expect(readIcon('<svg viewBox="0 0 48 48"><path d="M0 0"/></svg>')).toBeUndefined()
    expect(readIcon(svg('<text>hello</text>'))).toBeUndefined()
  })
})
