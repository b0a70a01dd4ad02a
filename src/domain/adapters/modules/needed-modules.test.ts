import { expect, it } from 'vitest'
import { neededModules } from './needed-modules.ts'

function moduleOf(path: string, files: Readonly<Record<string, string>>) {
  return { digest: path, files: { 'cue.mod/module.cue': `module: "${path}"\n`, ...files } }
}

const digests = (modules: Parameters<typeof neededModules>[0]) => neededModules(modules).map(({ digest }) => digest)

const parts = moduleOf('parts.example/m', { 'a/a.cue': 'package a\n\nimport "deep.example/m/x:y"\n' })
const deep = moduleOf('deep.example/m', { 'x/y.cue': 'package y\n' })
const vendors = moduleOf('vendors.example/m', { 'cue.mod/gen/k8s.io/api/core/v1/types.cue': 'package v1\n' })
const other = moduleOf('other.example/m', { 'o/o.cue': 'package o\n' })

it('keeps what a module imports, and what that imports, in the order that was given', () => {
  const own = moduleOf('own.example/m', { 'b/b.cue': 'package b\n\nimport (\n\tx "parts.example/m/a"\n)\n' })
  expect(digests([own, other, deep, parts, vendors])).toEqual(['own.example/m', 'deep.example/m', 'parts.example/m'])
})

it('keeps a module that vendors what is imported', () => {
  const own = moduleOf('own.example/m', { 'b/b.cue': 'package b\n\nimport core "k8s.io/api/core/v1"\n' })
  expect(digests([own, other, vendors])).toEqual(['own.example/m', 'vendors.example/m'])
})

it('keeps nothing for a module that stands alone', () => {
  expect(digests([moduleOf('own.example/m', { 'b/b.cue': 'package b\n\nimport "strings"\n' }), other, parts])).toEqual([
    'own.example/m',
  ])
  expect(digests([])).toEqual([])
})
