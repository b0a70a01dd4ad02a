import { describe, expect, it } from 'vitest'
import { completeCue, cueHover } from './assist.ts'
import { packagePaths } from './packages.ts'

const path = 'example.dev/m/web/web.cue'
const nearby = {
  'example.dev/m/web/more.cue': 'package web\n\n_shared: {host: string, port: 80}\n',
  'example.dev/m/web/other.cue': 'package other\n\n_notOurs: 1\n',
  'other.dev/n/base/base.cue':
    'package base\n\n// A reference to a secret.\n// It holds no value.\n#Secret: {\n\tkey: string\n\tversion?: string\n}\n',
  'other.dev/n/cue.mod/gen/k8s.io/api/core/v1/x_gen.cue': 'package v1\n\n#Pod: {}\n',
}
const text = `package web

import "other.dev/n/base"

DesignPattern: {
	parameters: {
		appName: string
		secret: base.#Secret
	}
	let label = parameters.appName
	resources: app: web: metadata: name: _shared.host
}
`

function completed(typed: string, after = '\tresources: app: web: metadata: name: _shared.host\n'): readonly string[] {
  const at = text.indexOf(after) + after.length
  const whole = `${text.slice(0, at)}\t${typed}${text.slice(at)}`
  return completeCue(path, whole, at + 1 + typed.length, nearby, packagePaths(nearby)).map(({ name }) => name)
}

describe('completeCue', () => {
  it('gives what is visible: fields around, imports, other files of the package', () => {
    const names = completed('x: ')
    expect(names).toEqual(expect.arrayContaining(['parameters', 'label', 'base', '_shared', 'resources']))
    expect(names).not.toContain('_notOurs')
    expect(names).not.toContain('appName')
  })

  it('gives fields behind a dot, here, in the package and in an import', () => {
    expect(completed('x: parameters.')).toEqual(['appName', 'secret'])
    expect(completed('x: _shared.h')).toEqual(['host', 'port'])
    expect(completed('x: base.#')).toEqual(['#Secret'])
    expect(completed('x: base.#Secret.')).toEqual(['key', 'version'])
    expect(completed('x: nothing.')).toEqual([])
  })

  it('gives paths of packages inside an import', () => {
    const begun = 'package web\n\nimport "oth'
    const names = completeCue(path, begun, begun.length, nearby, packagePaths(nearby)).map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['strings', 'encoding/json']))
    expect(names.filter((name) => name.includes('.'))).toEqual([
      'example.dev/m/web',
      'example.dev/m/web:other',
      'k8s.io/api/core/v1',
      'other.dev/n/base',
    ])
  })
})

describe('completion of what a value is made of', () => {
  const builders = {
    'tasks.dev/m/tasks/git.cue':
      'package git\n\nimport "tasks.dev/m/schema"\n\n#Input: {kind: "a" | "b"}\n#Builder: schema.#Task & {\n\tinput: #Input\n\tparams: url: desc: "where"\n}\n',
    'tasks.dev/m/schema/task.cue':
      'package schema\n\n#Param: {desc: string, default?: string}\n#Task: {\n\tname:   string\n\trunAfter: [...string]\n\tinput: {env: string | *"", ...}\n\tparams: [string]: #Param\n}\n',
    'tasks.dev/m/web/web.cue':
      'package web\n\nDesignPattern: {\n\tparameters: {port: string, host?: string}\n\tpipelineParameters: debug: bool\n}\n',
  }
  function names(value: string): readonly string[] {
    const whole = `package mine

import (
	"strconv"
	"tasks.dev/m/tasks:git"
	"tasks.dev/m/web"
)

DesignPattern: {
	composites: [{pattern: web.DesignPattern, params: port: "1"}]
	${value.replace('|', '')}
}
`
    const at = whole.indexOf(value.replace('|', '')) + value.indexOf('|')
    return completeCue('own.dev/a/mine/m.cue', whole, at, builders, []).map(({ name }) => name)
  }

  it('gives the fields of the definitions that a struct is united with', () => {
    expect(names('pipelines: deploy: tasks: a: git.#Builder & {|}').slice(0, 4)).toEqual([
      'input',
      'params',
      'name',
      'runAfter',
    ])
    expect(names('pipelines: deploy: tasks: a: git.#Builder & {input: |}').slice(0, 2)).toEqual(['kind', 'env'])
    expect(names('pipelines: deploy: tasks: a: git.#Builder & {params: url: {|}}').slice(0, 2)).toEqual([
      'desc',
      'default',
    ])
    expect(names('let a = git.#Builder\n\tx: a.|')).toEqual(['input', 'params', 'name', 'runAfter'])
  })

  it('gives the parameters and options of the adapter that a composite names', () => {
    const composed = (kind: string) =>
      `composites: [{pattern: git.X, params: {}}, {pattern: web.DesignPattern, ${kind}: {|}}]`
    expect(names(composed('params')).slice(0, 2)).toEqual(['port', 'host'])
    expect(names(composed('pipelineParams')).slice(0, 1)).toEqual(['debug'])
  })

  it('gives what the packages of CUE hold', () => {
    expect(names('x: strconv.|')).toContain('Atoi')
  })
})

describe('cueHover', () => {
  it('shows the declaration and the comment above it, also of other modules', () => {
    expect(cueHover(path, text, text.indexOf('#Secret') + 2, nearby)).toMatchObject({
      declaration: '#Secret: {',
      doc: 'A reference to a secret.\nIt holds no value.',
      place: 'other.dev/n/base/base.cue:5',
    })
    expect(cueHover(path, text, text.indexOf('parameters.appName') + 12, nearby)?.declaration).toBe('appName: string')
    expect(cueHover(path, text, 0, nearby)).toBeUndefined()
  })
})
