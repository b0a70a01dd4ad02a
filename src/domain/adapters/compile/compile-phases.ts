import { ok, type Result } from '../../result.ts'
import { type Problem, toldOnce } from '../../problem.ts'
import type { Kernel, ModuleSources } from '../kernel/kernel.ts'
import { compileManifests, type CompiledManifests } from './compile-manifests.ts'
import type { ManifestRequest } from './compile-resources.ts'

/**
 * Compiles everything a stage applies: first the adapters' `appSetup` resources, then their other resources. A stage called setup applies only the
 * first part, like Value Stream's adapters for that phase.
 */
export async function compilePhases(
  kernel: Kernel,
  request: Omit<ManifestRequest, 'setup'>,
  stage: string | undefined,
): Promise<Result<CompiledManifests, Problem>> {
  if (!haveSetup(request.modules)) return compileManifests(kernel, request)
  // One after the other, because the kernel caches the adapters it has just evaluated.
  const setup = await compileManifests(kernel, { ...request, setup: true })
  if (!setup.ok || stage === 'setup') return setup
  const app = await compileManifests(kernel, request)
  if (!app.ok || setup.value.manifests.length === 0) return app
  const before = setup.value.manifests.map((manifest) => ({ ...manifest, path: `00-${manifest.path}` }))
  return ok({
    manifests: [...before, ...app.value.manifests],
    findings: toldOnce([...setup.value.findings, ...app.value.findings]),
  })
}

const known = new WeakMap<ModuleSources, boolean>()

/** Whether any module has setup resources (`appSetup`). Most have none, and their users then wait for only one compile. */
export function haveSetup(modules: readonly ModuleSources[]): boolean {
  return modules.some(hasSetup)
}

function hasSetup(module: ModuleSources): boolean {
  const kept = known.get(module)
  if (kept !== undefined) return kept
  const found = Object.entries(module.files).some(([name, text]) => name.endsWith('.cue') && text.includes('appSetup'))
  known.set(module, found)
  return found
}
