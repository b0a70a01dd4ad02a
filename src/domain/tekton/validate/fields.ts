import type { Finding } from '#domain/problem.ts'
import { nearestName } from '../../line/nearest-name.ts'
import { quantityBytes } from '../../quantity.ts'
import { isParentTask } from '../run/child-run.ts'
import { isApprovalTask } from '../custom-task.ts'
import { isKnownField } from '../values/field-refs.ts'
import type { PipelineRun } from '../pipeline.ts'
import { probedPort } from '../container.ts'
import { volumesInPod } from '../launch/pod-template.ts'
import { textsIn } from '../values/result-references.ts'
import type { EnvVar, PipelineTask, Probe, Sidecar, Step, TaskSpec } from '../task.ts'
import type { Volume } from '../volume.ts'
import { errorAt, warningAt } from './finding.ts'

type PodTemplate = Pick<Step, 'env' | 'securityContext'> & Readonly<Record<string, unknown>>

interface Fields {
  /** Fields that are honoured, or do not affect the run. */
  readonly known: string
  /** Fields that are accepted without effect on this machine; the run reports them. */
  readonly idle?: string
}

const source = 'emptyDir persistentVolumeClaim secret configMap projected'
const container =
  'name displayName description image script command args workingDir env envFrom volumeMounts workspaces securityContext computeResources'
/** Fields about Pods, or about how a cluster isolates containers: this machine has neither. */
const ofPods = 'resources imagePullPolicy lifecycle livenessProbe ports tty stdin'

const table = {
  spec: {
    known: 'pipelineSpec params workspaces timeouts status managedBy taskRunTemplate taskRunSpecs',
    idle: 'pipelineRef',
  },
  template: { known: 'podTemplate serviceAccountName' },
  pod: { known: 'env securityContext volumes', idle: '*' },
  taskRunSpec: {
    known: 'pipelineTaskName timeout podTemplate serviceAccountName',
    idle: 'metadata computeResources stepSpecs sidecarSpecs',
  },
  timeouts: { known: 'pipeline tasks finally' },
  binding: { known: `name subPath volumeClaimTemplate ${source}` },
  files: { known: 'name secretName items optional defaultMode' },
  projected: { known: 'sources defaultMode' },
  projectedSource: { known: 'secret configMap downwardAPI' },
  pipeline: { known: 'description displayName params workspaces tasks finally results' },
  pipelineTask: {
    known:
      'name displayName description taskRef taskSpec pipelineRef pipelineSpec params matrix runAfter when workspaces retries timeout onError',
  },
  reference: { known: 'apiVersion kind name' },
  matrix: { known: 'params include' },
  include: { known: 'name params when' },
  task: { known: 'description displayName metadata params results workspaces steps stepTemplate sidecars volumes' },
  step: { known: `${container} timeout onError when results stdoutConfig stderrConfig`, idle: ofPods },
  resources: { known: 'limits', idle: '*' },
  limits: { known: 'memory', idle: '*' },
  stream: { known: 'path' },
  stepTemplate: { known: `${container} onError timeout`, idle: ofPods },
  sidecar: { known: `${container} ports readinessProbe startupProbe`, idle: `${ofPods} restartPolicy` },
  probe: {
    known: 'exec httpGet tcpSocket initialDelaySeconds periodSeconds timeoutSeconds failureThreshold successThreshold',
  },
  httpGet: { known: 'path port host scheme httpHeaders' },
  tcpSocket: { known: 'port host' },
  volume: { known: `name downwardAPI ${source}` },
  security: { known: 'runAsUser runAsGroup', idle: '*' },
  mount: { known: 'name mountPath subPath readOnly' },
  env: { known: 'name value valueFrom' },
  envFrom: { known: 'prefix configMapRef secretRef' },
  valueFrom: { known: 'secretKeyRef configMapKeyRef fieldRef' },
  fieldRef: { known: 'apiVersion fieldPath' },
  param: { known: 'name type description default enum properties' },
  result: { known: 'name type description properties value default' },
  when: { known: 'input operator values cel' },
} satisfies Readonly<Record<string, Fields>>

/** Returns an error for each field of a run that the engines would not honour, by its path: nothing is ignored silently. */
export function findUnsupportedFields(run: PipelineRun): readonly Finding[] {
  const { spec } = run
  const { pipelineSpec } = spec
  const at = 'spec.pipelineSpec'
  return [
    ...check('spec', spec, table.spec),
    ...check('spec.timeouts', spec.timeouts, table.timeouts),
    ...check('spec.taskRunTemplate', spec.taskRunTemplate, table.template),
    ...checkPod('spec.taskRunTemplate.podTemplate', spec.taskRunTemplate?.podTemplate),
    ...each('spec.taskRunSpecs', spec.taskRunSpecs, (path, own) => [
      ...check(path, own, table.taskRunSpec),
      ...checkPod(`${path}.podTemplate`, own.podTemplate),
    ]),
    ...each('spec.workspaces', spec.workspaces, (path, binding) => [
      ...check(path, binding, table.binding),
      ...checkSources(path, binding),
    ]),
    ...check(at, pipelineSpec, table.pipeline),
    ...each(`${at}.params`, pipelineSpec.params, (path, param) => check(path, param, table.param)),
    ...each(`${at}.tasks`, pipelineSpec.tasks, checkPipelineTask),
    ...each(`${at}.finally`, pipelineSpec.finally, checkPipelineTask),
  ]
}

function checkPipelineTask(path: string, task: PipelineTask): readonly Finding[] {
  const embedded = task.taskSpec !== undefined || isParentTask(task) || isApprovalTask(task)
  const reference = embedded
    ? check(`${path}.taskRef`, task.taskRef, table.reference)
    : [unsupported(`${path}.taskRef`, 'Only embedded Tasks and approvals can run')]
  return [
    ...check(path, task, table.pipelineTask),
    ...(task.taskRef === undefined ? [] : reference),
    ...check(`${path}.pipelineRef`, task.pipelineRef, table.reference),
    ...each(`${path}.when`, task.when, (at, when) => check(at, when, table.when)),
    ...check(`${path}.matrix`, task.matrix, table.matrix),
    ...each(`${path}.matrix.include`, task.matrix?.include, (at, include) => check(at, include, table.include)),
    ...(task.taskSpec === undefined ? [] : checkTask(`${path}.taskSpec`, task.taskSpec)),
  ]
}

function checkTask(path: string, task: TaskSpec): readonly Finding[] {
  return [
    ...check(path, task, table.task),
    ...each(`${path}.params`, task.params, (at, param) => check(at, param, table.param)),
    ...each(`${path}.results`, task.results, (at, result) => check(at, result, table.result)),
    ...each(`${path}.volumes`, task.volumes, checkVolume),
    ...each(`${path}.steps`, task.steps, (at, step) => [
      ...check(at, step, table.step),
      ...each(`${at}.when`, step.when, (place, when) => check(place, when, table.when)),
      ...check(`${at}.stdoutConfig`, step.stdoutConfig, table.stream),
      ...check(`${at}.stderrConfig`, step.stderrConfig, table.stream),
      ...checkContainer(at, step),
    ]),
    ...each(`${path}.sidecars`, task.sidecars, (at, sidecar) => [
      ...check(at, sidecar, table.sidecar),
      ...checkProbe(`${at}.readinessProbe`, sidecar, sidecar.readinessProbe),
      ...checkProbe(`${at}.startupProbe`, sidecar, sidecar.startupProbe),
      ...checkContainer(at, sidecar),
    ]),
    ...(task.stepTemplate === undefined
      ? []
      : [
          ...check(`${path}.stepTemplate`, task.stepTemplate, table.stepTemplate),
          ...checkContainer(`${path}.stepTemplate`, task.stepTemplate),
        ]),
  ]
}

function checkProbe(path: string, sidecar: Sidecar, probe: Probe | undefined): readonly Finding[] {
  if (probe === undefined) return []
  const { httpGet, tcpSocket } = probe
  const scheme = httpGet?.scheme ?? 'HTTP'
  return [
    ...check(path, probe, table.probe),
    ...check(`${path}.httpGet`, httpGet, table.httpGet),
    ...check(`${path}.tcpSocket`, tcpSocket, table.tcpSocket),
    ...(scheme === 'HTTP' ? [] : [unsupported(`${path}.httpGet.scheme`, `"${scheme}" is not known here`)]),
    ...Object.entries({ httpGet, tcpSocket }).flatMap(([kind, asked]) =>
      asked === undefined || probedPort(sidecar, asked.port) !== undefined
        ? []
        : [unsupported(`${path}.${kind}.port`, `the sidecar has no port "${asked.port}"`)],
    ),
  ]
}

function checkVolume(path: string, volume: Volume): readonly Finding[] {
  return [...check(path, volume, table.volume), ...checkSources(path, volume)]
}

function checkContainer(
  path: string,
  { env, envFrom, volumeMounts, securityContext, computeResources }: Step | Sidecar,
): readonly Finding[] {
  return [
    ...checkResources(`${path}.computeResources`, computeResources),
    ...check(`${path}.securityContext`, securityContext, table.security),
    ...each(`${path}.env`, env, checkVariable),
    ...each(`${path}.envFrom`, envFrom, (at, source) => check(at, source, table.envFrom)),
    ...each(`${path}.volumeMounts`, volumeMounts, (at, mount) => check(at, mount, table.mount)),
  ]
}

function checkResources(path: string, resources: Step['computeResources']): readonly Finding[] {
  const limits = resources?.limits ?? undefined
  const memory = limits?.memory
  const known = memory === undefined || quantityBytes(memory) !== undefined
  return [
    ...check(path, resources ?? undefined, table.resources),
    ...check(`${path}.limits`, limits, table.limits),
    ...(known ? [] : [unsupported(`${path}.limits.memory`, `"${memory}" is not known here`)]),
  ]
}

function checkVariable(path: string, variable: EnvVar): readonly Finding[] {
  return [
    ...check(path, variable, table.env),
    ...check(`${path}.valueFrom`, variable.valueFrom, table.valueFrom),
    ...checkField(`${path}.valueFrom.fieldRef`, variable.valueFrom?.fieldRef),
  ]
}

function checkPod(path: string, pod: PodTemplate | undefined): readonly Finding[] {
  const volumes = volumesInPod(pod)
  return [
    ...(volumes === undefined ? [unsupported(`${path}.volumes`, 'these are no volumes')] : []),
    ...(asksForWindows(pod) ? [unsupported(path, 'asks for a node with Windows')] : []),
    ...each(`${path}.volumes`, volumes, checkVolume),
    ...check(path, pod, table.pod),
    ...check(`${path}.securityContext`, pod?.securityContext, table.security),
    ...each(`${path}.env`, pod?.env, checkVariable),
  ]
}

/** Where a Pod runs does not matter here, but the operating system of its programs does. */
function asksForWindows(pod: PodTemplate | undefined): boolean {
  const words = new Set(textsIn([pod?.['nodeSelector'], pod?.['affinity']]))
  return words.has('windows') && !words.has('NotIn')
}

/** Checks the sources of a workspace or volume: Secrets and ConfigMaps down to the last field. */
function checkSources(
  path: string,
  { secret, configMap, projected }: Pick<Volume, 'secret' | 'configMap' | 'projected'>,
): readonly Finding[] {
  return [
    ...check(`${path}.secret`, secret, table.files),
    ...check(`${path}.configMap`, configMap, table.files),
    ...check(`${path}.projected`, projected, table.projected),
    ...each(`${path}.projected.sources`, projected?.sources, (at, part) => [
      ...check(at, part, table.projectedSource),
      ...check(`${at}.secret`, part.secret, table.files),
      ...check(`${at}.configMap`, part.configMap, table.files),
    ]),
  ]
}

function checkField(path: string, field: { readonly fieldPath: string } | undefined): readonly Finding[] {
  if (field === undefined) return []
  const known = isKnownField(field.fieldPath)
  return [
    ...check(path, field, table.fieldRef),
    ...(known ? [] : [unsupported(`${path}.fieldPath`, `"${field.fieldPath}" is not known here`)]),
  ]
}

function check(path: string, value: object | undefined, fields: Fields): readonly Finding[] {
  const known = new Set(fields.known.split(' '))
  const idle = new Set(fields.idle?.split(' '))
  return Object.entries(value ?? {}).flatMap(([key, field]: [string, unknown]) => {
    if (known.has(key) || isEmpty(field)) return []
    if (idle.has(key) || idle.has('*'))
      return [warningAt(`${path}.${key}`, 'tekton-no-effect', `${path}.${key} has no effect here`, { field: key })]
    const near = nearestName(key, [...known, ...idle])
    return [unsupported(`${path}.${key}`, 'not supported by this engine', near && `Did you mean ${near}?`)]
  })
}

function each<T>(
  path: string,
  items: readonly T[] | undefined,
  visit: (path: string, item: T) => readonly Finding[],
): readonly Finding[] {
  return (items ?? []).flatMap((item, index) => visit(`${path}[${index}]`, item))
}

function unsupported(path: string, why: string, fix?: string): Finding {
  return errorAt(path, 'tekton-unsupported', `${path}: ${why}`, { field: path }, fix)
}

/** Null, an empty list and an empty object are as good as absent. */
function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0)
}
