import { manifestOf, type Manifest } from '../manifests/manifest.ts'
import type { Finding, Problem } from '../problem.ts'
import { ok, type Result } from '../result.ts'
import { compileResources, type ManifestRequest } from './compile-resources.ts'
import type { KernelResource } from './kernel-answer.ts'
import type { Kernel } from './kernel.ts'
import { headOf } from './resource-head.ts'

export interface CompiledManifests {
  /** Documents in the order in which they are applied; `path` sorts the same way. */
  readonly manifests: readonly Manifest[]
  readonly findings: readonly Finding[]
}

/** Compiles a QVS Config with values to Kubernetes documents with provenance (value-stream 4.8); what is none is a finding. */
export async function compileManifests(
  kernel: Kernel,
  request: ManifestRequest,
): Promise<Result<CompiledManifests, Problem>> {
  const compiled = await compileResources(kernel, request)
  if (!compiled.ok) return compiled
  const findings: Finding[] = []
  const supported = compiled.value.resources.filter((resource) => isKubernetes(resource, findings))
  const manifests = supported.map((resource, index) =>
    manifestOf({ path: pathOf(resource, index), data: resource.data, leaves: resource.leaves }),
  )
  return ok({ manifests, findings })
}

/** Other kinds of resources are left to the platforms that apply them; the text says so instead of dropping them silently. */
function isKubernetes(resource: KernelResource, findings: Finding[]): boolean {
  const { apiVersion, kind, provider = 'unknown' } = headOf(resource)
  if (apiVersion !== '' && kind !== '') return true
  findings.push({
    severity: 'warning',
    code: 'not-kubernetes',
    message: `The resource ${resource.id} is not a Kubernetes object (provider ${provider}) and is left out`,
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
