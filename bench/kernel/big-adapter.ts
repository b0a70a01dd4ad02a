import { appendFile, cp, mkdir, mkdtemp, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const schemas = fileURLToPath(new URL('../../.build/schemas/gen', import.meta.url))

// An adapter with a Deployment, a Service and a ConfigMap, and the workflow that deploys it: every field is checked against the generated schemas of
// Kubernetes and Tekton. Written in the language of CUE 0.4, so that the peer can read it.
const adapter = `package big

import (
	apps "k8s.io/api/apps/v1"
	core "k8s.io/api/core/v1"
	tekton "github.com/tektoncd/pipeline/pkg/apis/pipeline/v1"
)

DesignPattern: {
	parameters: {
		appName:   string
		namespace: string
		replicas:  int
		image:     string
	}
	resources: app: {
		deployment: apps.#Deployment & {
			apiVersion: "apps/v1"
			kind:       "Deployment"
			metadata: {
				name:      parameters.appName
				namespace: parameters.namespace
				labels: app: parameters.appName
			}
			spec: {
				replicas: parameters.replicas
				selector: matchLabels: app: parameters.appName
				template: {
					metadata: labels: app: parameters.appName
					spec: containers: [{
						name:  "main"
						image: parameters.image
						ports: [{containerPort: 8080, protocol: "TCP"}]
						env: [{name: "PORT", value: "8080"}]
						readinessProbe: httpGet: {path: "/healthz", port: 8080}
						resources: limits: {cpu: "1", memory: "256Mi"}
					}, {
						name:  "sidecar"
						image: "sidecar"
						volumeMounts: [{name: "config", mountPath: "/etc/config"}]
					}]
					spec: volumes: [{name: "config", configMap: name: parameters.appName}]
				}
			}
		}
		service: core.#Service & {
			apiVersion: "v1"
			kind:       "Service"
			metadata: {name: parameters.appName, namespace: parameters.namespace}
			spec: {
				selector: app: parameters.appName
				ports: [{port: 80, targetPort: 8080, protocol: "TCP"}]
			}
		}
		config: core.#ConfigMap & {
			apiVersion: "v1"
			kind:       "ConfigMap"
			metadata: {name: parameters.appName, namespace: parameters.namespace}
			data: REPLICAS: "\\(parameters.replicas)"
		}
		task: tekton.#Task & {
			apiVersion: "tekton.dev/v1"
			kind:       "Task"
			metadata: {name: "\\(parameters.appName)-apply", namespace: parameters.namespace}
			spec: {
				params: [{name: "revision", type: "string"}]
				steps: [{name: "apply", image: "kubectl", script: "kubectl apply -f $(params.revision)"}]
			}
		}
	}
}
`

/** Values of the parameters; `replicas` changes from compile to compile. */
export function parametersOf(replicas: number) {
  return { appName: 'shop', namespace: 'prod', replicas, image: 'registry.example/shop:1' }
}

/**
 * Writes the module with the generated schemas below its cue.mod and a QVS Config into a fresh folder. Other generators produce larger schemas, which
 * keep every type of a package with its documentation: `schemaBytes` grows the largest file to that size.
 */
export async function writeBigAdapter(schemaBytes = 0): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'linewright-bench-kernel-'))
  await mkdir(join(folder, 'big'))
  await cp(schemas, join(folder, 'cue.mod', 'gen'), { recursive: true })
  await grow(join(folder, 'cue.mod', 'gen', 'k8s.io', 'api', 'core', 'v1', 'types_gen.cue'), schemaBytes)
  await writeFile(join(folder, 'cue.mod', 'module.cue'), 'module: "bench.example/m"\n')
  await writeFile(join(folder, 'big', 'big.cue'), adapter)
  const params = Object.entries(parametersOf(3)).map(([name, value]) => `      ${name}: ${value}\n`)
  const config = `modules:\n  - name: bench.example/m\n    local: {path: .}\ndesignPatterns:\n  - pattern: bench.example/m/big\n    params:\n`
  await writeFile(join(folder, 'qvs.yaml'), config + params.join(''))
  return folder
}

/** Adds unused types in the form of a generated API package. */
async function grow(file: string, bytes: number): Promise<void> {
  let size = (await stat(file)).size
  for (let count = 0; size < bytes; count++) {
    const text = unusedType(count)
    await appendFile(file, text)
    size += text.length
  }
}

function unusedType(count: number): string {
  const fields = Array.from({ length: 8 }, (_, index) => {
    const types = [
      'string',
      'int32',
      'bool',
      '[...#Container]',
      '{[string]: string}',
      'null | #PodSpec',
      '#EnvVar',
      '[...string]',
    ]
    return `\t// Field ${index} says something about type ${count} that takes about as many words as\n\t// the documentation of an API has.\n\t"field${index}"?: ${types[index] ?? 'string'}\n`
  })
  return `\n// Unused${count} is a type of the package that this adapter does not use.\n#Unused${count}: {\n${fields.join('')}}\n`
}
