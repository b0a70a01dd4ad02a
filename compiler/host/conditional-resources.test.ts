import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeAdapters } from '#domain/adapters/catalog/describe-adapters.ts'
import type { Kernel } from '#domain/adapters/kernel/kernel.ts'
import { createKernelPool, type KernelPool } from './kernel-pool.ts'

let pool: KernelPool
let kernel: Kernel

beforeAll(async () => {
  pool = await createKernelPool()
  kernel = pool.forProject('conditional resources')
})
afterAll(() => pool.close())

const files = {
  'cue.mod/module.cue': 'module: "cond.example/adapters"\n',
  'queue/q.cue': `package queue

DesignPattern: {
	parameters: name: string
	resources: app: queue: {apiVersion: "v1", kind: "Queue", metadata: name: parameters.name}
}
`,
  'web/w.cue': `package web

import (
	"strconv"

	"cond.example/adapters/queue"
)

DesignPattern: {
	parameters: {
		name:    string
		expose:  "true" | *"false"
		config?: [string]: string
		token?: {key: string, version?: string}
		secrets: [string]: {key: string, version?: string}
		queued: bool | *false
		note:   string | *""
	}
	let _expose = strconv.ParseBool(parameters.expose)
	composites: [
		if parameters.queued {
			{pattern: queue.DesignPattern, params: name: parameters.name}
		},
	]
	resources: app: {
		"\\(parameters.name)-web": {
			apiVersion: "v1"
			kind:       "Web"
			metadata: name: parameters.name
			if parameters.note != "" {
				note: parameters.note
			}
		}
		if _expose {
			route: {apiVersion: "v1", kind: "Route", metadata: name: parameters.name}
		}
		if parameters.config != _|_ {
			config: {apiVersion: "v1", kind: "Config", metadata: name: parameters.name}
		}
		if parameters.token != _|_ {
			token: {apiVersion: "v1", kind: "Token", metadata: name: parameters.token.key + parameters.token.version}
		}
		for name, secret in parameters.secrets {
			"secret-\\(name)": {apiVersion: "v1", kind: "Secret", metadata: name: secret.key}
		}
	}
}
`,
}

it('are listed with the parameter that brings them', async () => {
  const described = await describeAdapters(
    kernel,
    [{ name: 'cond', revision: 'v1', sources: { digest: 'cond', files } }],
    ['cond.example/adapters/web'],
  )
  const [adapter] = described.ok ? described.value : []
  expect(adapter?.resources.map(({ id, when }) => [id, when])).toEqual([
    ['<name>-web', undefined],
    ['route', { name: 'expose', values: ['true'] }],
    ['config', { name: 'config' }],
    ['token', { name: 'token' }],
    ['secret-<NAME>', { name: 'secrets' }],
    ['queue', { name: 'queued', values: [true] }],
  ])
})
