import { LineCounter, type Document } from 'yaml'
import { parseAllDocuments } from '../yaml.ts'
import { z } from 'zod'
import type { Finding } from '../problem.ts'
import { saidBy } from '../said-by.ts'
import { honouredKinds, judgeFields, unsupported } from './honoured-fields.ts'
import { kubernetesConfigMapSchema, kubernetesDeploymentSchema, kubernetesServiceSchema } from './kubernetes.ts'
import { matches, planWorkload } from './plan-workload.ts'
import type { TargetPlan, WorkloadPlan } from './target-plan.ts'

const headSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/) }),
})

/**
 * Plans what the local target does with Kubernetes manifests (decision 6). Findings name, by field path, everything that it cannot honour (errors) or
 * that works differently than on a cluster (information). Use the plan only if there are no errors.
 */
export function planTarget(documents: readonly string[]): {
  readonly plan: TargetPlan
  readonly findings: readonly Finding[]
} {
  const findings: Finding[] = []
  const objects = documents.flatMap((text, index) => readObjects(text, index, findings))
  const ofKind = (wanted: string) => objects.filter(({ kind }) => kind === wanted)
  const configMaps = readConfigMaps(ofKind('v1 ConfigMap'), findings)
  const workloads = planWorkloads(ofKind('apps/v1 Deployment'), configMaps, findings)
  const services = ofKind('v1 Service').flatMap((object) => planService(object, workloads, findings) ?? [])
  const plan = { workloads: workloads.map(({ labels: _labels, portNames: _names, ...workload }) => workload), services }
  if (plan.workloads.length === 0 && !findings.some(({ severity }) => severity === 'error')) {
    findings.push({
      severity: 'error',
      code: 'target.nothing-to-run',
      message: 'The manifests hold no Kubernetes Deployment, so there is nothing to run',
      args: {},
      fix: 'Use an adapter with a Kubernetes Deployment, such as local/service',
      place: {},
    })
  }
  return { plan, findings }
}

type Texts = Readonly<Record<string, string>>

function readConfigMaps(objects: readonly KubernetesObject[], findings: Finding[]): ReadonlyMap<string, Texts> {
  const read = objects.flatMap((object) => readAs(kubernetesConfigMapSchema, object, findings) ?? [])
  return new Map(read.map(({ metadata, data }) => [metadata.name, data ?? {}]))
}

/** A workload with the labels and ports that Services select it by. */
interface SelectableWorkload extends WorkloadPlan {
  readonly labels: Texts
  readonly portNames: readonly (string | number)[]
}

function planWorkloads(
  objects: readonly KubernetesObject[],
  configMaps: ReadonlyMap<string, Texts>,
  findings: Finding[],
): readonly SelectableWorkload[] {
  const workloads: SelectableWorkload[] = []
  for (const object of objects) {
    const read = readAs(kubernetesDeploymentSchema, object, findings)
    const planned = read === undefined ? undefined : planWorkload(read, configMaps, findings)
    if (read === undefined || planned === undefined) continue
    if (workloads.some(({ name }) => name === planned.name))
      findings.push(
        unsupported(object.name, 'metadata.name', planned.name, 'Give each Kubernetes Deployment its own name'),
      )
    const { metadata, spec } = read.spec.template
    const portNames = (spec.containers[0]?.ports ?? []).flatMap(({ name, containerPort }) =>
      name === undefined ? [containerPort] : [name, containerPort],
    )
    workloads.push({ ...planned, labels: metadata.labels ?? {}, portNames })
  }
  return workloads
}

/** Finds the workload that a Service selects; undefined if there is none. */
function planService(
  object: KubernetesObject,
  workloads: readonly SelectableWorkload[],
  findings: Finding[],
): TargetPlan['services'][number] | undefined {
  const read = readAs(kubernetesServiceSchema, object, findings)
  if (read === undefined) return undefined
  const refuse = (field: string, value: string, fix?: string): void =>
    void findings.push(unsupported(object.name, field, value, fix))
  const { ports, type, selector } = read.spec
  const [port, second] = ports
  if (second !== undefined) refuse('spec.ports[1]', String(second.port), 'Keep one port per Service')
  if (port?.protocol !== undefined && port.protocol !== 'TCP') refuse('spec.ports[0].protocol', port.protocol)
  if (!['ClusterIP', 'NodePort', 'LoadBalancer'].includes(type)) refuse('spec.type', type)
  const found = workloads.find(({ labels }) => matches(selector, labels))
  if (found === undefined) {
    const fix = 'Let it select the pods of a Kubernetes Deployment in the same manifests'
    refuse('spec.selector', JSON.stringify(selector), fix)
    return undefined
  }
  const target = port?.targetPort ?? port?.port
  if (target === undefined || !found.portNames.includes(target))
    refuse('spec.ports[0].targetPort', String(target), `Name the port of the container of Deployment/${found.name}`)
  return { name: read.metadata.name, workload: found.name }
}

interface KubernetesObject {
  readonly kind: string
  readonly name: string
  readonly value: unknown
}

function readObjects(text: string, index: number, findings: Finding[]): KubernetesObject[] {
  const lines = new LineCounter()
  const found: KubernetesObject[] = []
  for (const document of parseAllDocuments(text, { lineCounter: lines })) {
    const error = document.errors[0]
    if (error !== undefined) {
      const { line, col } = lines.linePos(error.pos[0])
      findings.push(
        invalid(`manifest ${index + 1}`, '', error.message.split('\n')[0] ?? error.message, { line, column: col }),
      )
      continue
    }
    const value = valueOf(document, index, findings)
    if (value !== null && value !== undefined) found.push(...honouredObject(value, index, findings))
  }
  return found
}

/** Returns the object if the target knows its kind, and adds findings for fields that it cannot honour; otherwise empty, with a finding. */
function honouredObject(value: unknown, index: number, findings: Finding[]): KubernetesObject[] {
  const head = headSchema.safeParse(value)
  if (!head.success) {
    const issue = head.error.issues[0]
    findings.push(
      invalid(`manifest ${index + 1}`, issue?.path.join('.') ?? '', issue?.message ?? 'not a Kubernetes object'),
    )
    return []
  }
  const kind = `${head.data.apiVersion} ${head.data.kind}`
  const name = `${head.data.kind}/${head.data.metadata.name}`
  const honoured = honouredKinds[kind]
  if (honoured === undefined) {
    const known = Object.keys(honouredKinds).join(', ')
    const fix = `The local target knows ${known}; deploy other kinds to a Kubernetes cluster`
    findings.push(unsupported(name, 'kind', kind, fix))
    return []
  }
  findings.push(...judgeFields(value, honoured, { document: name, path: '' }))
  return [{ kind, name, value }]
}

/** YAML aliases are only resolved here, so broken ones and alias bombs show up now. */
function valueOf(document: Document.Parsed, index: number, findings: Finding[]): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 })
  } catch (error) {
    findings.push(invalid(`manifest ${index + 1}`, '', saidBy(error)))
    return undefined
  }
}

function readAs<T>(schema: z.ZodType<T>, object: KubernetesObject, findings: Finding[]): T | undefined {
  const read = schema.safeParse(object.value)
  if (read.success) return read.data
  for (const issue of read.error.issues) findings.push(invalid(object.name, fieldPath(issue.path), issue.message))
  return undefined
}

function fieldPath(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`))
    .join('')
}

function invalid(
  document: string,
  path: string,
  reason: string,
  position: { line?: number; column?: number } = {},
): Finding {
  return {
    severity: 'error',
    code: 'target.invalid-manifest',
    message: `${document}${path === '' ? '' : `, ${path}`}: ${reason}`,
    args: { document, field: path, reason },
    place: { document, ...(path === '' ? {} : { path }), ...position },
  }
}
