import type { z } from 'zod'
import type { checkDeployments } from '#contract/compositions.ts'
import { compileResources } from '#domain/adapters/compile/compile-resources.ts'
import type { Kernel } from '#domain/adapters/kernel/kernel.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import { deploymentNamed } from '#domain/line/world-index.ts'
import { dataDigest } from '#domain/manifests/canonical-json.ts'
import { errorsOf, findingsOf, toldOnce, type Finding } from '#domain/problem.ts'
import { remembered } from '#domain/remember.ts'
import { keepAnswers } from '../kept-answers.ts'
import type { WorldService } from '../documents/world.ts'
import { knownValues } from './compose-deployment.ts'
import { haveSetup } from '#domain/adapters/compile/compile-phases.ts'

type Checked = z.infer<typeof checkDeployments.response>

interface CheckRequest {
  readonly project: string
  readonly documents: Readonly<Record<string, string>>
  readonly deployments: readonly { readonly application: string; readonly deployment: string }[]
}

// Enough for a page that asks for all deployments of a large line again and again.
const mostKept = 1000

/**
 * Checks that the adapters of deployments produce resources. Errors of a QVS Config or its modules are reported there;
 * later values are left out. The same sources with the same values are compiled once.
 */
export function createDeploymentChecks(
  kernel: Kernel,
  worlds: Pick<WorldService, 'read'>,
): (request: CheckRequest) => Promise<Checked> {
  const kept = keepAnswers<readonly Finding[]>((findings) => findings.every(isCertain), mostKept)
  return async ({ project, documents, deployments }) => {
    const { world, qvsConfigs, findings: known } = await worlds.read(project, documents)
    /** What to compile for an application, read once for all its deployments; undefined if its text is broken. */
    const read = remembered((application) => {
      const source = qvsConfigs.get(application)
      if (source === undefined) return undefined
      const { document } = source
      const { config, findings: broken } = parseQvsConfig(source.text)
      const toldElsewhere = [...known.filter(({ place }) => place.document === document), ...broken]
      if (errorsOf(toldElsewhere).length > 0) return undefined
      return { config, document, modules: source.modules.map(({ sources }) => sources) }
    })
    const out: Checked['deployments'] = []
    // One after the other, so that people who type meanwhile get their answers in between.
    for (const one of deployments) {
      const deployment = deploymentNamed(world, one.application, one.deployment)
      const source = read(one.application)
      if (deployment === undefined || source === undefined) continue
      const { config, document, modules } = source
      const base = { config, modules, ...knownValues(world, deployment, config) }
      const key = dataDigest({ ...base, modules: modules.map(({ digest }) => digest), document })
      async function wrongIn(setup: boolean): Promise<readonly Finding[]> {
        const compiled = await compileResources(kernel, { ...base, setup, provenance: false })
        return compiled.ok ? [] : findingsOf(compiled.error)
      }
      const findings = await kept.of(key, async () => {
        const app = await wrongIn(false)
        // After a timeout, the set-up manifests are not tried either.
        return app.every(isCertain) ? toldOnce([...app, ...(haveSetup(modules) ? await wrongIn(true) : [])]) : app
      })
      const placed = findings.filter(isCertain).map((finding) => ({
        ...finding,
        place: { document, ...finding.place },
      }))
      if (placed.length > 0) out.push({ ...one, findings: placed })
    }
    return { deployments: out }
  }
}

/**
 * Conflicts between adapters and unfitting values are certain; a kernel that ran out of time says nothing about them.
 */
function isCertain({ severity, code }: Finding): boolean {
  return severity === 'error' && /^(adapter|param)-/.test(code)
}
