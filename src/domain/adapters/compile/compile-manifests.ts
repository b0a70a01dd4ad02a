import { manifestOf, type Manifest } from '../../manifests/manifest.ts'
import type { Finding, Problem } from '../../problem.ts'
import { ok, type Result } from '../../result.ts'
import { compileResources, type ManifestRequest } from './compile-resources.ts'
import type { KernelResource } from '../kernel/kernel-answer.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { isChart, pulumiLeaves, pulumiProject } from './pulumi-project.ts'
import { headOf } from './resource-head.ts'

/** Stands for the kind of a project for Pulumi. */
export const pulumiKind = 'Pulumi'

/** Where the project for Pulumi stands among the documents. */
const pulumiPath = 'pulumi/Pulumi.yaml'

/** What the adapters of a QVS Config come to for one stage of a delivery. */
export interface CompiledManifests {
  /** Documents in the order in which they are applied; `path` sorts the same way. */
  readonly manifests: readonly Manifest[]
  readonly findings: readonly Finding[]
}

/** Compiles a QVS Config with values to Kubernetes documents with provenance (Value Stream); what is none is a finding. */
export async function compileManifests(
  kernel: Kernel,
  request: ManifestRequest,
): Promise<Result<CompiledManifests, Problem>> {
  const compiled = await compileResources(kernel, request)
  if (!compiled.ok) return compiled
  const { resources, outputs } = compiled.value
  const findings = [...compiled.value.findings]
  const manifests = resources
    .filter(isKubernetes)
    .map((resource, index) => manifestOf({ path: pathOf(resource, index), ...asApplied(resource) }))
  const others = resources.filter((resource) => !isKubernetes(resource))
  const forPulumi = others.filter((resource) => isPulumi(resource, findings))
  if (forPulumi.length > 0) manifests.push(pulumiManifest(forPulumi, outputs, request.values['appName']))
  return ok({ manifests, findings })
}

/** What Pulumi makes is one document of its own, after the Kubernetes objects: a project as `pulumi up` takes it. */
function pulumiManifest(
  resources: readonly KernelResource[],
  outputs: KernelResource['data'],
  name = 'linewright',
): Manifest {
  const project = pulumiProject(resources, { name, outputs })
  const leaves = resources.flatMap(pulumiLeaves)
  // Such a project says nothing about itself in the way of Kubernetes; people see it in lists beside what does.
  return { ...manifestOf({ path: pulumiPath, data: project, leaves }), kind: pulumiKind, name }
}

function isKubernetes(resource: KernelResource): boolean {
  const { apiVersion, kind } = headOf(resource)
  return apiVersion !== '' && kind !== ''
}

/** The object without what the adapter says about it to its deployer (`provider`, `output`): clusters take no fields that they do not know. */
function asApplied({ data, leaves }: KernelResource): Pick<KernelResource, 'data' | 'leaves'> {
  if (data['provider'] !== 'kubernetes') return { data, leaves }
  const { provider: _, output: _output, ...object } = data
  return { data: object, leaves: leaves.filter(({ path: [first] }) => first !== 'provider' && first !== 'output') }
}

/** What neither a cluster nor Pulumi understands is left out; the text says so instead of dropping it silently. */
function isPulumi(resource: KernelResource, findings: Finding[]): boolean {
  if (typeof resource.data['type'] === 'string' || isChart(resource.data)) return true
  const { provider = 'unknown' } = headOf(resource)
  findings.push({
    severity: 'warning',
    code: 'not-kubernetes',
    message: `The resource ${resource.id} is neither a Kubernetes object nor one of Pulumi (provider ${provider}) and is left out`,
    args: { id: resource.id, provider },
    place: { path: `resources.${resource.id}` },
  })
  return false
}

function pathOf(resource: KernelResource, index: number): string {
  const { kind, metadata } = headOf(resource)
  const words = [
    String(index + 1).padStart(2, '0'),
    kind.toLowerCase(),
    metadata.name === '' ? 'unnamed' : metadata.name,
  ]
  return `${words.join('-').replace(/[^A-Za-z0-9$().-]+/g, '-')}.yaml`
}
