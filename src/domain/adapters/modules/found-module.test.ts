import { describe, expect, it } from 'vitest'
import { adapterOfFile } from './found-module.ts'

describe('the adapter of a file', () => {
  const text = 'package web\n\nDesignPattern: {}\n'
  const of = (file: string, source = text) => adapterOfFile('shop.example/adapters', file, source)

  it('is its package, whatever its letters are and whatever an editor put before them', () => {
    expect(of('web/main.cue')).toBe('shop.example/adapters/web')
    expect(of('kube/main.cue')).toBe('shop.example/adapters/kube:web')
    expect(of('日本/main.cue', text.replace('web', '日本'))).toBe('shop.example/adapters/日本')
    expect(of('web/main.cue', `\uFEFF${text.replaceAll('\n', '\r\n')}`)).toBe('shop.example/adapters/web')
  })

  it('is none in files that CUE keeps for itself, or that are of another module', () => {
    for (const file of [
      'cue.mod/pkg/x.example/web/main.cue',
      'demo/cue.mod/gen/web/main.cue',
      'web/_draft.cue',
      'web/.x.cue',
    ])
      expect(of(file)).toBeUndefined()
    expect(of('web/run_tool.cue')).toBeUndefined()
    expect(of('README.md')).toBeUndefined()
  })
})
