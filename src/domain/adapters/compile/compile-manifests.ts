import { manifestOf, type Manifest } from '../../manifests/manifest.ts'
import type { Finding, Problem } from '../../problem.ts'
import { ok, type Result } from '../../result.ts'
import { compileResources, type ManifestRequest } from './compile-resources.ts'
import type { KernelResource } from '../kernel/kernel-answer.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { isChart, pulumiLeaves, pulumiProject } from './pulumi-project.ts'
import { headOf } from './resource-head.ts'

/** The kind shown for a Pulumi project. */
export const pulumiKind = 'Pulumi'

/** Path of the Pulumi project among the documents. */
const pulumiPath = 'pulumi/Pulumi.yaml'

/** The manifests that a QVS Config's adapters generate for one stage of a delivery. */
export interface CompiledManifests {
  /** Documents in apply order; their `path` sorts the same way. */
  readonly manifests: readonly Manifest[]
  readonly findings: readonly Finding[]
}

/** Compiles a QVS Config with values to Kubernetes documents with provenance (Value Stream); other resources become findings. */
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

/** Puts all Pulumi resources into one document after the Kubernetes objects: a project for `pulumi up`. */
function pulumiManifest(
  resources: readonly KernelResource[],
  outputs: KernelResource['data'],
  name = 'linewright',
): Manifest {
  const project = pulumiProject(resources, { name, outputs })
  const leaves = resources.flatMap(pulumiLeaves)
  // A Pulumi project has no Kubernetes metadata, but people see it in lists beside objects that do.
  return { ...manifestOf({ path: pulumiPath, data: project, leaves }), kind: pulumiKind, name }
}

function isKubernetes(resource: KernelResource): boolean {
  const { apiVersion, kind } = headOf(resource)
  return apiVersion !== '' && kind !== ''
}

/** Removes the adapter's fields for its deployer (`provider`, `output`), since clusters reject unknown fields. */
function asApplied({ data, leaves }: KernelResource): Pick<KernelResource, 'data' | 'leaves'> {
  if (data['provider'] !== 'kubernetes') return { data, leaves }
  const { provider: _, output: _output, ...object } = data
  return { data: object, leaves: leaves.filter(({ path: [first] }) => first !== 'provider' && first !== 'output') }
}

/** Whether Pulumi understands a resource; if not, reports that it is left out rather than dropping it silently. */
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
