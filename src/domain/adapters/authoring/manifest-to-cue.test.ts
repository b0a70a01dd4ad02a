import { describe, expect, it } from 'vitest'
import { adapterFromManifests } from './manifest-to-cue.ts'

const text = `# a comment
apiVersion: v1
kind: ConfigMap
metadata: {name: a}
data:
  _hidden: "1"
  plain: x
  script: |
    #!/bin/sh
    echo "\\(no interpolation)" """
  true: "yes"
---
---
apiVersion: v1
kind: List
items:
  - {apiVersion: v1, kind: Service, metadata: {name: b, labels: {app.kubernetes.io/name: b}}, spec: {ports: [{port: 80}, {port: 81}], externalIPs: []}}
`

describe('adapterFromManifests', () => {
  it('makes one resource of each document, with all that CUE would read differently quoted', () => {
    const made = adapterFromManifests(text, { package: 'web', name: 'shop:web' })
    expect(made).toEqual({
      ok: true,
      value: {
        findings: [],
        cue: `package web

DesignPattern: {
	name: "shop:web"
	description: "ConfigMap a, Service b"
	resources: app: {
		resource0: {
			apiVersion: "v1"
			kind: "ConfigMap"
			metadata: name: "a"
			data: {
				"_hidden": "1"
				plain: "x"
				script: """
					#!/bin/sh
					echo "\\\\(no interpolation)" \\"""

					"""
				"true": "yes"
			}
		}
		resource1: {
			apiVersion: "v1"
			kind: "Service"
			metadata: {
				name: "b"
				labels: "app.kubernetes.io/name": "b"
			}
			spec: {
				ports: [{
					port: 80
				}, {
					port: 81
				}]
				externalIPs: []
			}
		}
	}
}
`,
      },
    })
  })

  it('says where the text is no manifest', () => {
    expect(adapterFromManifests('a: [')).toMatchObject({ ok: false, error: { place: { line: 1 } } })
    expect(adapterFromManifests('a: 1\n---\n- x\n')).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('keys and values') },
    })
    expect(adapterFromManifests('# nothing\n')).toMatchObject({ ok: false })
  })

  it('reads octal numbers as a cluster does, and leaves out what a cluster added', () => {
    const answered = `apiVersion: v1
kind: Pod
metadata:
  name: a
  uid: 1f
  resourceVersion: "9"
  creationTimestamp: "2026-01-01T00:00:00Z"
  annotations: {kubectl.kubernetes.io/last-applied-configuration: "{}"}
spec: {volumes: [{configMap: {defaultMode: 0644}}]}
status: {phase: Running}
`
    const made = adapterFromManifests(answered)
    expect(made.ok && made.value.cue).toContain('defaultMode: 420')
    expect(made.ok && made.value.cue).toContain('metadata: name: "a"')
    expect(made.ok && made.value.cue).not.toContain('status')
    // Fields that a person wrote stay.
    const written = adapterFromManifests(answered.replace('  uid: 1f\n', ''))
    expect(written.ok && written.value.cue).toContain('status: phase: "Running"')
  })
  it('leaves out Secrets that hold values, wherever they stand, and says so by name and key', () => {
    const secret = (name: string, values: string): string =>
      `{apiVersion: v1, kind: Secret, metadata: {name: ${name}, annotations: {kubectl.kubernetes.io/last-applied-configuration: hunter2}}, ${values}}`
    const made = adapterFromManifests(`kind: ConfigMap
metadata: {name: kept}
---
${secret('db', 'data: {password: aHVudGVyMg==, user: aHVudGVyMg==}, stringData: {password: hunter2, url: hunter2}')}
---
kind: List
items: [${secret('listed', 'stringData: {a: hunter2}')}, {kind: List, items: [${secret('nested', 'data: {b: aHVudGVyMg==}')}]}]
---
apiVersion: v1
kind: SecretList
items: [{metadata: {name: short}, data: {c: aHVudGVyMg==}}]
---
${secret('odd', 'data: hunter2')}
`)
    if (!made.ok) throw new Error(made.error.message)
    expect(made.value.cue).toContain('resource0: {')
    expect(made.value.cue).toContain('name: "kept"')
    expect(made.value.cue).not.toContain('Secret')
    expect(JSON.stringify(made.value)).not.toMatch(/hunter2|aHVudGVyMg/)
    expect(made.value.findings.map(({ code, args }) => [code, args])).toEqual([
      ['secret-left-out', { name: 'db', keys: 'password, user, url' }],
      ['secret-left-out', { name: 'listed', keys: 'a' }],
      ['secret-left-out', { name: 'nested', keys: 'b' }],
      ['secret-left-out', { name: 'short', keys: 'c' }],
      ['secret-left-out', { name: 'odd', keys: '' }],
    ])
    expect(made.value.findings[0]?.place).toEqual({ line: 4, column: 1 })
  })

  it('warns of values under the name of a secret, in variables and ConfigMaps, without repeating them', () => {
    const env = (...names: readonly string[]) => names.map((name) => `{name: ${name}, value: hunter2}`).join(', ')
    const made = adapterFromManifests(`
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      initContainers: [{name: a, env: [${env('dbPassword', 'LOG_LEVEL')}]}]
      containers:
        - name: b
          env: [${env('API_KEY', 'MONKEY', 'TOKENIZER')}, {name: TOKEN, valueFrom: {secretKeyRef: {name: x, key: y}}}]
---
kind: ConfigMap
metadata: {name: settings}
data: {smtp.password: hunter2, colour: hunter2}
---
kind: ConfigMap
metadata: {name: quiet}
data: {colour: red}
`)
    if (!made.ok) throw new Error(made.error.message)
    expect(made.value.findings.map(({ code, args }) => [code, args])).toEqual([
      ['plain-secret', { object: 'Deployment web', keys: 'dbPassword, API_KEY' }],
      ['plain-secret', { object: 'ConfigMap settings', keys: 'smtp.password' }],
    ])
    expect(JSON.stringify(made.value.findings)).not.toContain('hunter2')
    expect(made.value.cue).toContain('name: "web"')
  })

  it('keeps a Secret that a controller fills', () => {
    const token =
      'apiVersion: v1\nkind: Secret\ntype: kubernetes.io/service-account-token\nmetadata: {name: t}\ndata: {}\n'
    const made = adapterFromManifests(token)
    expect(made).toMatchObject({
      ok: true,
      value: { findings: [], cue: expect.stringContaining('service-account-token') },
    })
  })
})
