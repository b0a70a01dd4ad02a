import type { Finding } from '../problem.ts'
import { unsupported } from './honoured-fields.ts'
import { parseImageReference } from './image.ts'
import { quantityBytes } from '../quantity.ts'
import type { KubernetesDeployment, KubernetesProbe } from './kubernetes.ts'
import type { EnvPlan, ProbePlan, WorkloadPlan } from './target-plan.ts'

/** Annotation of the pod template with the name of the variable that tells a replica its port. */
export const portEnvAnnotation = 'linewright.dev/port-env'

type ConfigMaps = ReadonlyMap<string, Readonly<Record<string, string>>>
type Container = KubernetesDeployment['spec']['template']['spec']['containers'][number]

const inContainer = 'spec.template.spec.containers[0]'

/** Plans one Kubernetes Deployment; adds a finding for everything that the local target cannot do. */
export function planWorkload(
  manifest: KubernetesDeployment,
  configMaps: ConfigMaps,
  findings: Finding[],
): WorkloadPlan | undefined {
  const { name, namespace } = manifest.metadata
  const document = `Deployment/${name}`
  const refuse: Refuse = (path, value, fix) => findings.push(unsupported(document, path, value, fix))
  const { spec } = manifest
  const pod = spec.template.spec
  const [container] = pod.containers
  if (container === undefined) return undefined
  checkTemplate(spec, refuse)
  const image = parseImageReference(container.image)
  if (image === undefined)
    refuse(`${inContainer}.image`, container.image, 'Name the image by its digest: <name>@sha256:<digest>')
  const portEnv = planPort(container, spec.template.metadata.annotations?.[portEnvAnnotation], refuse)
  const startup = planProbe(container, 'startupProbe', refuse)
  const readiness = planProbe(container, 'readinessProbe', refuse)
  const liveness = planProbe(container, 'livenessProbe', refuse)
  const memory = container.resources?.limits?.memory
  const memoryLimitBytes = memory === undefined ? undefined : quantityBytes(memory)
  if (memory !== undefined && memoryLimitBytes === undefined)
    refuse(`${inContainer}.resources.limits.memory`, String(memory))
  return {
    name,
    replicas: spec.replicas,
    imageDigest: image?.digest ?? '',
    command: container.command ?? undefined,
    args: container.args ?? [],
    workingDir: container.workingDir,
    env: planEnv(container, namespace ?? 'default', configMaps, refuse),
    portEnv,
    startup,
    readiness,
    liveness,
    gracePeriodSeconds: pod.terminationGracePeriodSeconds,
    minReadySeconds: spec.minReadySeconds,
    progressDeadlineSeconds: spec.progressDeadlineSeconds,
    memoryLimitBytes,
  }
}

/** Whether labels contain everything that a selector names. */
export function matches(selector: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value)
}

type Refuse = (path: string, value?: string, fix?: string) => void

function checkTemplate({ strategy, selector, template }: KubernetesDeployment['spec'], refuse: Refuse): void {
  const [, second] = template.spec.containers
  if (second !== undefined)
    refuse('spec.template.spec.containers[1]', second.name, 'Keep one container per Kubernetes Deployment')
  if (strategy !== undefined && strategy.type !== 'RollingUpdate') refuse('spec.strategy.type', strategy.type)
  if (template.spec.restartPolicy !== 'Always') refuse('spec.template.spec.restartPolicy', template.spec.restartPolicy)
  if (!matches(selector.matchLabels, template.metadata.labels ?? {})) {
    refuse(
      'spec.selector.matchLabels',
      JSON.stringify(selector.matchLabels),
      'Give the pod template the labels that the selector names',
    )
  }
}

/** The variable that tells the program its port; undefined if the program has no port. */
function planPort({ ports }: Container, portEnv: string | undefined, refuse: Refuse): string | undefined {
  const [port, second] = ports ?? []
  if (port === undefined) return undefined
  if (second !== undefined)
    refuse(`${inContainer}.ports[1]`, String(second.containerPort), 'Keep one port per container')
  if (port.protocol !== 'TCP') refuse(`${inContainer}.ports[0].protocol`, port.protocol)
  if (portEnv === undefined) {
    refuse(
      `${inContainer}.ports[0].containerPort`,
      String(port.containerPort),
      `Add the annotation ${portEnvAnnotation} to spec.template.metadata, naming the variable that tells the program its port`,
    )
  }
  return portEnv
}

function planProbe(
  container: Container,
  field: 'startupProbe' | 'readinessProbe' | 'livenessProbe',
  refuse: Refuse,
): ProbePlan | undefined {
  const probe: KubernetesProbe | null | undefined = container[field]
  if (probe === null || probe === undefined) return undefined
  const path = `${inContainer}.${field}`
  const asked = probe.httpGet ?? probe.tcpSocket
  if (asked === undefined) {
    refuse(path, undefined, 'Use httpGet or tcpSocket')
    return undefined
  }
  if (probe.httpGet?.scheme === 'HTTPS') refuse(`${path}.httpGet.scheme`, 'HTTPS')
  const own = container.ports?.[0]
  if (own === undefined || (asked.port !== own.name && asked.port !== own.containerPort)) {
    refuse(
      `${path}.${probe.httpGet === undefined ? 'tcpSocket' : 'httpGet'}.port`,
      String(asked.port),
      'Name the port of the container',
    )
  }
  return {
    kind: probe.httpGet === undefined ? 'tcp' : 'http',
    path: probe.httpGet?.path ?? '/',
    headers: probe.httpGet?.httpHeaders.map(({ name, value }) => ({ name, value })) ?? [],
    initialDelaySeconds: probe.initialDelaySeconds,
    periodSeconds: probe.periodSeconds,
    timeoutSeconds: probe.timeoutSeconds,
    successThreshold: probe.successThreshold,
    failureThreshold: probe.failureThreshold,
  }
}

function planEnv(container: Container, namespace: string, configMaps: ConfigMaps, refuse: Refuse): readonly EnvPlan[] {
  const planned: EnvPlan[] = []
  for (const [index, source] of (container.envFrom ?? []).entries()) {
    if (source.configMapRef === undefined) continue
    const data = configMaps.get(source.configMapRef.name)
    if (data === undefined && !source.configMapRef.optional)
      missingConfigMap(refuse, `${inContainer}.envFrom[${index}].configMapRef`, source.configMapRef.name)
    for (const [name, value] of Object.entries(data ?? {}))
      planned.push({ name: source.prefix + name, kind: 'text', value })
  }
  for (const [index, variable] of (container.env ?? []).entries()) {
    const path = `${inContainer}.env[${index}].valueFrom`
    const { name, valueFrom } = variable
    if (valueFrom === null || valueFrom === undefined) {
      planned.push({ name, kind: 'text', value: variable.value ?? '' })
    } else if (valueFrom.secretKeyRef !== undefined) {
      const { name: secret, key, optional } = valueFrom.secretKeyRef
      planned.push({ name, kind: 'secret', secret, key, optional })
    } else if (valueFrom.configMapKeyRef !== undefined) {
      const { name: map, key, optional } = valueFrom.configMapKeyRef
      const value = configMaps.get(map)?.[key]
      if (value !== undefined) planned.push({ name, kind: 'text', value })
      else if (!optional) missingConfigMap(refuse, `${path}.configMapKeyRef`, `${map}, key ${key}`)
    } else if (valueFrom.fieldRef?.fieldPath === 'metadata.name') {
      planned.push({ name, kind: 'replica-name' })
    } else if (valueFrom.fieldRef?.fieldPath === 'metadata.namespace') {
      planned.push({ name, kind: 'text', value: namespace })
    } else {
      refuse(`${path}.fieldRef.fieldPath`, valueFrom.fieldRef?.fieldPath)
    }
  }
  return planned
}

function missingConfigMap(refuse: Refuse, path: string, name: string): void {
  refuse(path, name, 'Put the ConfigMap into the same manifests')
}
